"""The Model Context Protocol's door: the assistant as tools for other assistants."""
