import Foundation

extension Process {
    /// Waits until the process has exited, without blocking a thread of the cooperative pool.
    func exit() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global()
                .async { [self] in
                    waitUntilExit()
                    continuation.resume()
                }
        }
    }
}
