// The C library declares `stdout` as a variable, which Swift cannot know to be set once.
#if canImport(Glibc)
@unsafe @preconcurrency import Glibc
#elseif canImport(Musl)
@unsafe @preconcurrency import Musl
#elseif canImport(Darwin)
@unsafe @preconcurrency import Darwin
#endif

/// The standard output of this process, which `print` writes to.
enum StandardOutput {
    /// Writes each line when it ends, also to a pipe.
    ///
    /// A pipe is usually written in blocks of 4 KiB: the platform would freeze or kill the process before one is full.
    static func bufferLines() {
        _ = unsafe setvbuf(stdout, nil, _IOLBF, 0)
    }
}
