// The C library declares `stdout` as a mutable global.
@unsafe @preconcurrency import Glibc

/// The standard output of this process, which `print` writes to.
package enum StandardOutput {
    /// Makes standard output line-buffered, also for a pipe.
    ///
    /// A pipe is block-buffered by default: output would be lost when the platform freezes or kills the process.
    package static func bufferLines() {
        _ = unsafe setvbuf(stdout, nil, _IOLBF, 0)
    }
}
