import Glibc

/// The clocks of the measurements, in nanoseconds.
enum SystemClock {
    /// The monotonic time.
    static var now: Double { read(CLOCK_MONOTONIC) }

    /// The processor time of the current thread, which is independent of other processes.
    static var threadTime: Double { read(CLOCK_THREAD_CPUTIME_ID) }

    /// The processor time of all threads of this process.
    static var processTime: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Milliseconds since 1970, for deadlines.
    static var milliseconds: Int { Int(read(CLOCK_REALTIME) / 1_000_000) }

    /// The processor clock of another process; `nil` if it has exited.
    static func clock(of process: pid_t) -> clockid_t? {
        var clock = clockid_t()
        return unsafe clock_getcpuclockid(process, &clock) == 0 ? clock : nil
    }

    static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1_000_000_000 + Double(time.tv_nsec)
    }
}
