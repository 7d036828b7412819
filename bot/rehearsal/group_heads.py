"""The groups that a script has from the start."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from bot.rehearsal.part import Text, Texts
from bot.sandbox.members import MEMBER, OWNER, USUAL_RIGHTS, Right, Standing, Status

_WORDS = {"absent": None, "member": MEMBER, "admin": Standing(Status.ADMIN, USUAL_RIGHTS)}


def _read_standing(given: Any) -> Any:
    if isinstance(given, str) and given in _WORDS:
        return _WORDS[given]
    rights = {right.value: right for right in Right}
    if isinstance(given, list) and all(each in rights for each in given):
        return Standing(Status.ADMIN, frozenset(rights[each] for each in given))
    if given is None or isinstance(given, Standing):
        return given
    raise ValueError(
        "the bot in a group is one of absent, member, admin, or a list of what it may as an "
        f"admin: {', '.join(rights)}"
    )


BotStanding = Annotated[
    Standing | None,
    BeforeValidator(_read_standing),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [*_WORDS]},
                {"type": "array", "items": {"enum": [right.value for right in Right]}},
            ]
        }
    ),
]


class GroupHead(BaseModel):
    """The first of `admins` owns the group. `others` are further members, who do nothing.
    `channel` is the one that is linked to the group; `anonymous` admins speak as the group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    admins: Texts = Field(min_length=1)
    members: Texts = ()
    anonymous: Texts = ()
    bot: BotStanding = None
    kind: Literal["group", "supergroup"] = "supergroup"
    topics: Texts = ()
    channel: Text | None = None
    others: int = Field(0, ge=0, le=200_000)

    @model_validator(mode="after")
    def _fits_together(self) -> "GroupHead":
        if self.topics and self.kind == "group":
            raise ValueError("a group with topics is a supergroup")
        for name in self.anonymous:
            if name not in self.admins:
                raise ValueError(f"{name} is anonymous and no admin; only admins can be anonymous")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody in it, the owner first."""
        return tuple(dict.fromkeys((*self.admins, *self.members)))

    def standing(self, name: str) -> Standing:
        if name not in self.admins:
            return MEMBER
        base = OWNER if name == self.admins[0] else Standing(Status.ADMIN, USUAL_RIGHTS)
        return Standing(base.status, base.rights, name in self.anonymous)
