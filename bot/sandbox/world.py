"""A Telegram of our own: people and their chats in memory, spoken to in the real Bot API."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.clock import Clock
from bot.sandbox import media
from bot.sandbox.entities import with_detected
from bot.sandbox.errors import ApiError, ConnectionCutError, NoAnswerError, RefusedError
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Faults
from bot.sandbox.files import StoredFile, Upload
from bot.sandbox.group_life import GroupLife
from bot.sandbox.limits import FloodLimits
from bot.sandbox.log import Log
from bot.sandbox.media import MediaKind
from bot.sandbox.members import KICKED, MEMBER
from bot.sandbox.methods import LIMITED, METHODS
from bot.sandbox.methods.sending import TEXT_LIMIT
from bot.sandbox.params import Params
from bot.sandbox.places import Group, Place, PrivateChat, Reach
from bot.sandbox.profile import Command
from bot.sandbox.state import Era, Query, State
from bot.sandbox.values import Chat, JsonObject, Media, Message, User
from bot.sandbox.voices import Voice, speaking, whispered
from bot.sandbox.webhook import Hook, Webhook

DEFAULT_TOKEN = "424242:sandbox-token-that-opens-nothing"  # noqa: S105
_LIMITED = frozenset(name.lower() for name in LIMITED)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What somebody sends."""

    text: str
    content: Media | None = None
    reply_to: int | None = None
    forwarded_from: str | None = None


class Sandbox:
    """People act through the synchronous methods; the bot calls `call`; readers follow `log`.

    Use it from one event loop. With `flood_limits` the bot meets Telegram's limits, refilled by
    `clock`. Watchers see every request, for tests that judge the whole traffic.
    """

    def __init__(
        self, clock: Clock, token: str = DEFAULT_TOKEN, *, flood_limits: bool = False
    ) -> None:
        bot = User(
            id=int(token.partition(":")[0]),
            first_name="Kneecheck",
            username="kneecheck_sandbox_bot",
            is_bot=True,
        )
        self.clock = clock
        self._state = State(clock, token, bot)
        self._limits = FloodLimits() if flood_limits else None
        self.groups = GroupLife(self._state)
        self.faults = Faults(self._state.updates)
        self.watchers: list[Callable[[Exchange], None]] = []
        self.webhook = Webhook(self._state.updates, self.faults.network_lifted, self.call)

    # What people do.

    def add_user(
        self, first_name: str, language_code: str | None = "en", username: str | None = None
    ) -> User:
        """A new person, who has not written to the bot yet."""
        people = self._state.people
        user = User(100_001 + len(people), first_name, language_code, username)
        people[user.id] = user
        chat = Chat(user.id, first_name, username)
        self._state.chats[user.id] = PrivateChat(chat=chat, person=user)
        return user

    def send_text(
        self,
        user: User,
        text: str,
        *,
        group: Group | None = None,
        topic: str = "",
        voice: Voice = Voice.OWN,
        reply_to: int | None = None,
        forwarded_from: str | None = None,
    ) -> Message:
        """To the bot, or into a group. `reply_to` is the key of a message. Raises RefusedError for
        what no Telegram app sends: nothing, too much at once, or where one may not write."""
        if not text.strip() or len(text) > TEXT_LIMIT:
            raise RefusedError(f"a message has 1 to {TEXT_LIMIT} characters")
        spoken = _Spoken(text.strip(), None, reply_to, forwarded_from)
        return self._say(user, spoken, group, topic, voice)

    def send_media(
        self,
        user: User,
        kind: MediaKind,
        caption: str = "",
        *,
        group: Group | None = None,
        topic: str = "",
    ) -> Message:
        content = media.sample(kind, self._state.files, user)
        return self._say(user, _Spoken(caption, content), group, topic)

    def send_document(
        self, user: User, name: str, content: bytes, mime: str = "application/octet-stream"
    ) -> Message:
        stored = media.document(name, content, mime, self._state.files)
        return self._say(user, _Spoken("", stored))

    def edit_text(
        self, user: User, message_id: int, text: str, *, group: Group | None = None
    ) -> Message:
        """Raises RefusedError for a message that is gone or not the person's own."""
        place = group or self.chat_of(user)
        message = place.find(message_id)
        if message is None or message.sender != user or message.media:
            raise RefusedError(f"{user.first_name} has no text message {message_id}")
        edited = replace(
            message,
            text=text,
            entities=with_detected(text),
            edited=self._state.now(),
            shown_as_edited=True,
        )
        self._state.store(place, edited)
        if group:
            self.groups.tell(group, "edited_message", edited)
        else:
            self._state.updates.put("edited_message", edited.wire())
        return edited

    def tap(
        self,
        user: User,
        key: int,
        data: str,
        *,
        chat_of: User | None = None,
        group: Group | None = None,
    ) -> str:
        """Tap a button of the bot's message; returns the id of the callback query.

        `data` may be anything, on the button or forged; `chat_of` names the person in whose chat
        the message is, if it is not the tapper's own. A message that is deleted by now comes as
        an inaccessible one, as it does from Telegram.
        """
        place = group or self.chat_of(chat_of or user)
        message = place.messages.get(key)
        if message is None and not 0 < key <= place.last_message_id:
            raise RefusedError(f"there never was a message {key}")
        if message and not message.is_visible_to(user):
            raise RefusedError(f"{user.first_name} does not see that message")
        if group and not group.standing(user).is_inside:
            raise RefusedError(f"{user.first_name} is not in {group.chat.name}")
        query = Query(str(next(self._state.ids)), user, place.chat.id, key, self._state.now())
        self._state.queries[query.id] = query
        gone = {"chat": place.chat.wire(), "message_id": key, "date": 0}
        self._state.updates.put(
            "callback_query",
            {
                "id": query.id,
                "from": user.wire(),
                "message": message.wire() if message else gone,
                "chat_instance": str(-place.chat.id * 7919),
                "data": data,
            },
        )
        return query.id

    def look_up(self, user: User, query: str) -> str:
        """Type the bot's name and this behind it in some chat; returns the id of the query."""
        id_ = str(next(self._state.ids))
        self._state.inline_queries[id_] = user
        body = {"id": id_, "from": user.wire(), "query": query, "offset": "", "chat_type": "sender"}
        self._state.updates.put("inline_query", body)
        return id_

    def block(self, user: User) -> None:
        self._membership(user, Reach.BLOCKED)

    def unblock(self, user: User) -> None:
        self._membership(user, Reach.OPEN)

    def delete_account(self, user: User) -> None:
        """The bot learns of it from the next 403, as it does from Telegram."""
        self._set_reach(user, Reach.DEACTIVATED)

    def forget_chat(self, user: User) -> None:
        """From now on Telegram does not know this chat; a message of the person brings it back."""
        self._set_reach(user, Reach.UNKNOWN)

    def set_era(self, era: Era) -> None:
        """Behave as a Telegram that knows ephemeral messages, or as one that does not."""
        self._state.era = era

    def set_privacy_mode(self, is_on: bool) -> None:
        """Whether the bot, where it is no admin, hears in groups only what is meant for it."""
        self._state.privacy_mode = is_on

    # What can be seen.

    @property
    def token(self) -> str:
        return self._state.token

    @property
    def bot(self) -> User:
        return self._state.bot

    @property
    def log(self) -> Log:
        return self._state.log

    def chat_of(self, user: User) -> PrivateChat:
        place = self._state.chats[user.id]
        assert isinstance(place, PrivateChat)
        return place

    def messages(self, user: User, group: Group | None = None) -> Sequence[Message]:
        """What the person sees on the screen now, in private or in a group, oldest first."""
        return tuple((group or self.chat_of(user)).seen_by(user))

    def description(self) -> str:
        """What the app shows in an empty chat, above the Start button."""
        return self._state.profile.descriptions.get("", "")

    def commands(self, user: User, group: Group | None = None) -> Sequence[Command]:
        """The command menu that the person's app shows."""
        profile = self._state.profile
        if group is None:
            return profile.commands_shown_to(user.id, user.language_code)
        is_admin = group.standing(user).is_admin
        return profile.commands_in_group(
            group.chat.id, user.id, user.language_code, is_admin=is_admin
        )

    def group(self, chat_id: int) -> Group:
        """A group by its id."""
        place = self._state.chats[chat_id]
        assert isinstance(place, Group)
        return place

    def file_by_id(self, file_id: str) -> StoredFile:
        return self._state.files.by_id(file_id)

    def file(self, path: str) -> StoredFile | None:
        return self._state.files.by_path(path)

    async def changed(self, satisfied: Callable[[], bool]) -> None:
        """Return as soon as `satisfied()` holds; asked again whenever a chat or the log changes."""
        await self._state.changed.until(satisfied)

    async def updates_confirmed(self) -> None:
        """Return when a poll of the bot has confirmed every update made so far."""
        await self._state.updates.confirmed()

    # What the bot does.

    def authorize(self, token: str) -> None:
        """Raises ApiError: 404 for what is no token, 401 for a wrong one."""
        if not token.partition(":")[0].isdigit() or ":" not in token:
            raise ApiError(404, "Not Found")
        if token != self._state.token:
            raise ApiError(401, "Unauthorized")

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        """Carry out one Bot API request and return its result.

        Raises ApiError for Telegram's refusals and NoAnswerError when a fault leaves no answer.
        """
        try:
            result = await self._carry_out(method, Params(params, files))
        except (ApiError, NoAnswerError) as error:
            self._show(Exchange(method, params, files or {}, error=error))
            raise
        self._show(Exchange(method, params, files or {}, result))
        return result

    async def _carry_out(self, method: str, params: Params) -> Any:
        answer_is_lost = self.faults.strike(method, params.integer("chat_id") or None)
        try:
            result = await self._answer(method.lower(), params)
        except ApiError:
            if not answer_is_lost:
                raise
        if answer_is_lost:
            raise ConnectionCutError
        return result

    async def _answer(self, name: str, params: Params) -> Any:
        if name == "getupdates":
            return await self._get_updates(params)
        if name in ("setwebhook", "deletewebhook"):
            return await self._set_webhook(params)
        if name == "getwebhookinfo":
            return self.webhook.info() | METHODS[name](self._state, params)
        if name not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        if self._limits and name in _LIMITED:
            self._limits.spend(params.integer("chat_id"), self._state.now())
        return METHODS[name](self._state, params)

    async def _set_webhook(self, params: Params) -> bool:
        if params.flag("drop_pending_updates"):
            self._state.updates.discard_all()
        if not params.text("url"):
            await self.webhook.delete()
            return True
        allowed = params.array("allowed_updates")
        self._state.updates.allow(None if allowed is None else frozenset(map(str, allowed)))
        await self.webhook.set(Hook.read(params))
        return True

    async def close(self) -> None:
        """Post nothing any more."""
        await self.webhook.delete()

    async def _get_updates(self, params: Params) -> list[JsonObject]:
        if self.webhook.hook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        allowed = params.array("allowed_updates")
        return await self._state.updates.poll(
            offset=params.integer("offset"),
            limit=params.integer("limit") or 100,
            timeout=params.integer("timeout"),
            allowed=None if allowed is None else frozenset(map(str, allowed)),
        )

    def _show(self, exchange: Exchange) -> None:
        for watcher in self.watchers:
            watcher(exchange)

    def _say(
        self,
        user: User,
        spoken: "_Spoken",
        group: Group | None = None,
        topic: str = "",
        voice: Voice = Voice.OWN,
    ) -> Message:
        place = group or self._opened(user)
        message = Message(
            message_id=place.last_message_id + 1,
            chat=place.chat,
            sender=user,
            date=self._state.now(),
            text=spoken.text,
            entities=with_detected(spoken.text),
            media=spoken.content,
            reply_to=place.messages.get(spoken.reply_to) if spoken.reply_to else None,
            forwarded_from=spoken.forwarded_from,
        )
        if group:
            message = speaking(message, group, topic, voice)
            if self._state.era is Era.TODAY:
                message = whispered(message, group, self.commands(message.sender, group))
            return self.groups.say(group, message)
        self._state.store(place, message)
        self._state.updates.put("message", message.wire())
        return message

    def _opened(self, user: User) -> Place:
        place = self.chat_of(user)
        if place.reach in (Reach.BLOCKED, Reach.DEACTIVATED):
            raise RefusedError(f"{user.first_name} cannot write here: {place.reach}")
        place.reach = Reach.OPEN
        return place

    def _set_reach(self, user: User, reach: Reach) -> None:
        place = self.chat_of(user)
        place.reach = reach
        self._state.touch(place)

    def _membership(self, user: User, reach: Reach) -> None:
        place, bot = self.chat_of(user), self._state.bot
        if place.reach is reach:
            return
        self._set_reach(user, reach)
        standing = [MEMBER.wire(bot), KICKED.wire(bot)]
        old, new = standing if reach is Reach.BLOCKED else reversed(standing)
        self._state.updates.put(
            "my_chat_member",
            {
                "chat": place.chat.wire(),
                "from": user.wire(),
                "date": int(self._state.now().timestamp()),
                "old_chat_member": old,
                "new_chat_member": new,
            },
        )
