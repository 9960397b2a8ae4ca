package dev.seatline.service;

/// What watches over the program from outside. Any thread may tell it.
public interface Supervisor {
    /// Tells it something; never fails, since a program goes on without its supervisor.
    ///
    /// @param words assignments of the notify protocol, one a line: `READY=1`
    void tell(String words);
}
