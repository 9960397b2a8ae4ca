"""Holds one thread of a process, as a loop is held that waits for something for ever: hold-thread.py PID NAME

The others go on. Ends with the process.
"""
import ctypes
import os
import sys

PTRACE_SEIZE, PTRACE_INTERRUPT = 0x4206, 0x4207
WALL = 0x40000000


def thread_of(process, name):
    for task in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{task}/comm", encoding="utf-8") as file:
            if file.read().strip() == name:
                return int(task)
    sys.exit(f"process {process} has no thread {name}")


def main():
    process, name = int(sys.argv[1]), sys.argv[2]
    thread = thread_of(process, name)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    for request in (PTRACE_SEIZE, PTRACE_INTERRUPT):
        if libc.ptrace(request, thread, None, None) != 0:
            sys.exit(f"thread {thread} cannot be held: {os.strerror(ctypes.get_errno())}")
    print("held", flush=True)
    while True:
        # who is held is not gone before its holder has taken note of it
        gone, status = os.waitpid(thread, WALL)
        if gone == thread and (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
            return


main()
