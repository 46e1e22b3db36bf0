"""Runs a program as a unit of systemd has it run where there is no systemd: in a root of its own, as a user that is nobody, without capabilities,
and with no other system calls and families of sockets than the unit leaves.

    confined.py UNIT ROOT UID PROGRAM [ARGUMENT…]
"""
import ctypes
import errno
import os
import re
import socket
import subprocess
import sys

unit, root, uid, *program = sys.argv[1:]
library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
library.seccomp_init.restype = ctypes.c_void_p
ALLOW, EQUAL, NO_NEW_PRIVS = 0x7FFF0000, 4, 38


class Compared(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def lines(name):
    return re.findall(rf"^{name}=(.+)$", open(unit).read(), re.MULTILINE)


groups, group = {}, ""
for line in subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True).stdout.splitlines():
    if line.startswith("@"):
        group = groups.setdefault(line.strip(), [])
    elif line.strip() and not line.strip().startswith("#") and group != "":
        group.append(line.strip())


def calls(names):
    """Groups (@system-service) hold groups."""
    for name in names:
        if name.startswith("@"):
            yield from calls(groups[name])
        else:
            yield name


allowed = set()
for line in lines("SystemCallFilter"):
    if line.startswith("~"):
        allowed -= set(calls(line[1:].split()))
    else:
        allowed |= set(calls(line.split()))
if len(allowed) < 100:
    sys.exit("confined: the unit leaves no system calls")

# What systemd sets in SystemCallErrorNumber.
context = ctypes.c_void_p(library.seccomp_init(0x00050000 | getattr(errno, lines("SystemCallErrorNumber")[0])))
for name in sorted(allowed - {"socket"}):
    number = library.seccomp_syscall_resolve_name(name.encode())
    # Of another architecture, or newer than this library.
    if number >= 0:
        library.seccomp_rule_add(context, ALLOW, number, 0)
for family in lines("RestrictAddressFamilies")[0].split():
    wanted = Compared(0, EQUAL, getattr(socket, family), 0)
    library.seccomp_rule_add_array(context, ALLOW, library.seccomp_syscall_resolve_name(b"socket"), 1, ctypes.byref(wanted))

os.umask(int(lines("UMask")[0], 8))
os.chroot(root)
os.chdir("/")
os.setgroups([])
os.setgid(int(uid))
os.setuid(int(uid))
if ctypes.CDLL(None).prctl(NO_NEW_PRIVS, 1, 0, 0, 0) != 0 or library.seccomp_load(context) != 0:
    sys.exit("confined: no filter can be set here")
os.execv(program[0], program)
