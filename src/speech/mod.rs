//! Signal and language arithmetic shared by speaking and hearing: sentences, visemes, levels. Pure.
