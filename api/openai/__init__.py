"""OpenAI's door: the assistant as a chat model, for clients that speak that API and no other."""
