//! From the text of a resume and of a job description to facts and phrases that stand in them.
