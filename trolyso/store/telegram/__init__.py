"""What the Telegram bot keeps; fulfils the Protocols of ``bot.keeping``."""

from trolyso.store.telegram.admission import Admissions
from trolyso.store.telegram.journal import Journals
from trolyso.store.telegram.lease import Leases
from trolyso.store.telegram.memory import Memories

__all__ = ["Admissions", "Journals", "Leases", "Memories"]
