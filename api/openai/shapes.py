"""The shapes of OpenAI's Chat Completions API, as far as an assistant without options needs them.

What a client sends beyond these (temperature, tools, …) is accepted and changes nothing: an answer
is quoted, not generated.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import AskResponse, Outgoing, Text

MODEL: Final = "trolyso"


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class TextPart(_Lenient):
    """A part of a message; parts that are not text are passed over."""

    type: str
    text: Text | None = None


class ChatMessage(_Lenient):
    """A message of a conversation. Only the user's are read: a system message cannot change what
    the assistant does."""

    role: Text
    content: Text | list[TextPart] | None = None

    @property
    def text(self) -> str:
        """The message's text, its parts on lines of their own."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptions(_Lenient):
    """Options of a stream."""

    include_usage: bool | None = None


class ChatRequest(_Lenient):
    """A conversation whose last message of the user is the question, the earlier ones its
    history."""

    model: Text = Field(default=MODEL, examples=[MODEL], description="Any name is accepted.")
    messages: Annotated[
        list[ChatMessage],
        Field(
            min_length=1,
            max_length=1_000,
            examples=[[{"role": "user", "content": "Kế hoạch 87 Quảng Ngãi do ai chủ trì?"}]],
        ),
    ]
    stream: bool | None = None
    stream_options: StreamOptions | None = None


class ReplyMessage(Outgoing):
    """What the assistant says: the answer, then its sources, in Markdown."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(Outgoing):
    """The one reply."""

    index: Literal[0] = 0
    message: ReplyMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class TokenUsage(Outgoing):
    """Counted in words: nothing here is billed, and no tokenizer is asked."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(Outgoing):
    """The reply; ``trolyso`` is the same answer as `POST /v1/ask` gives it, citations and all."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: Literal["trolyso"] = MODEL
    choices: list[Choice]
    usage: TokenUsage
    trolyso: AskResponse


class Model(Outgoing):
    """A model that can be named."""

    id: Literal["trolyso"] = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: Literal["trolyso"] = "trolyso"


class ModelList(Outgoing):
    """The models: one."""

    object: Literal["list"] = "list"
    data: list[Model]
