"""What in a group is meant for the bot: a mention of it, a reply to it. Everything else is the
group's own talk, which is neither read further nor kept."""

from __future__ import annotations

from telegram import Message, MessageEntity
from telegram.ext.filters import MessageFilter


def question_in(message: Message, bot_id: int, username: str) -> str | None:
    """The question that a message asks the bot: its text without the mention; where only the
    mention stands, the text of the message replied to. None for what is not meant for it."""
    text = message.text or ""
    mentions = [
        entity
        for entity, words in message.parse_entities([MessageEntity.MENTION]).items()
        if words.lower() == f"@{username}".lower()
    ] + [
        entity
        for entity in message.parse_entities([MessageEntity.TEXT_MENTION])
        if entity.user is not None and entity.user.id == bot_id
    ]
    original = message.reply_to_message
    if mentions:
        rest = _without(text, mentions)
        if not rest and original is not None and not _is_by(original, bot_id):
            return original.text or ""
        return rest
    # In a forum's topic every message replies to the one that opened the topic.
    if original is not None and original.forum_topic_created is None and _is_by(original, bot_id):
        return text
    return None


class MeantForTheBot(MessageFilter):
    """Lets messages through that ask the bot something in a group."""

    def filter(self, message: Message) -> bool:
        """Whether this one does."""
        bot = message.get_bot()
        return question_in(message, bot.id, bot.username) is not None


def _is_by(message: Message, user_id: int) -> bool:
    return message.from_user is not None and message.from_user.id == user_id


def _without(text: str, entities: list[MessageEntity]) -> str:
    """The text without the entities' words. Their offsets count UTF-16 code units."""
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda each: each.offset, reverse=True):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        units = units[:start] + units[end:]
    return " ".join(units.decode("utf-16-le").split())
