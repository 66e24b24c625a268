"""How updates come in and messages go out: once each, in order, whatever Telegram does."""
