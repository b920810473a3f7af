//! Language models behind one door: any OpenAI-compatible server.
