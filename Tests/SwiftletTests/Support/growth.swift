/// How much longer work takes for eight times the input: about 8 if it is linear, about 64 if it is quadratic.
///
/// Each time is the shortest of three, as other processes can make a run longer and never shorter.
func growth(from count: Int, _ work: (_ count: Int) async -> Void) async -> Double {
    var shortest: [Double] = []
    for size in [count, count * 8] {
        var seconds = Double.infinity
        for _ in 0..<3 {
            let start = ContinuousClock.now
            await work(size)
            let elapsed = start.duration(to: .now).components
            seconds = min(seconds, Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
        }
        shortest.append(max(seconds, 1e-6))
    }
    return shortest[1] / shortest[0]
}

/// Whether work takes time linear in the size of its input: it may take more in some of several tries, on a busy machine.
func takesLinearTime(from count: Int, _ work: (_ count: Int) async -> Void) async -> Bool {
    for _ in 0..<5 {
        if await growth(from: count, work) < 24 { return true }
    }
    return false
}
