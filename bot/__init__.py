"""Telegram: translates updates into questions and answers into messages, and nothing else."""
