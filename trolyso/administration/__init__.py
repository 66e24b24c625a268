"""What administrators do over HTTP: ``Desk`` fulfils ``api.admin.administration.Administration``.

Reading files and building run in a process of their own (``worker``), which ``JobRunner`` watches:
a file that kills its reader, or a build that runs out of memory, leaves the server serving.
"""

from trolyso.administration.desk import Desk

__all__ = ["Desk"]
