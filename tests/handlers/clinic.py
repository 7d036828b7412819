"""A clinic at work: Cleo's group, her staff chat, and athletes who joined by its invite."""

from datetime import timedelta

from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from tests.handlers.phone import Phone
from tests.handlers.room import Room

CONSENTS = {
    "name": "My name in reminders: off",
    "scores": "My scores to the staff: off",
    "alerts": "Flare alerts to the staff: off",
}


class Clinic:
    """`room` is the group, `staff` the staff chat once it is linked."""

    def __init__(self, sandbox: Sandbox, stage: BotOnStage, title: str = "Knee Clinic") -> None:
        self.sandbox = sandbox
        self.stage = stage
        self.cleo: User = sandbox.add_user(f"Cleo of {title}")
        self.room = Room(sandbox, stage, title, self.cleo)
        self.staff = Room(sandbox, stage, f"{title} staff", self.cleo)
        self.invite = ""

    async def open(self, *settings: str) -> "Clinic":
        """Set up, without quiet hours unless they are among the settings."""
        await self.room.says(self.cleo, "/clinic quiet none")
        for setting in settings:
            await self.room.says(self.cleo, f"/clinic {setting}")
        await self.room.taps(self.cleo, "Looks good")
        self.invite = self.room.last().partition("start=")[2].split()[0]
        return self

    async def link_staff(self) -> None:
        await self.staff.says(self.cleo, "/staff")
        code = self.staff.last().partition("/staff ")[2].split()[0]
        await self.room.says(self.cleo, f"/staff {code}")

    async def admit(self, name: str, *consents: str) -> Phone:
        """Somebody in the group who opened the invite and agreed to this."""
        phone = Phone(self.sandbox, self.stage, name)
        await self.admit_phone(phone, *consents)
        return phone

    async def admit_phone(self, phone: Phone, *consents: str) -> None:
        self.sandbox.groups.join(self.room.group, phone.user)
        await phone.says(f"/start {self.invite}")
        for consent in consents:
            await phone.taps(CONSENTS[consent])

    async def later(self, **time: float) -> None:
        await self.stage.move(timedelta(**time))


async def stranger(clinic: Clinic, name: str) -> User:
    """Somebody in the group who never opened the invite."""
    user = clinic.sandbox.add_user(name)
    clinic.sandbox.groups.join(clinic.room.group, user)
    await clinic.stage.settled()
    return user
