import Glibc

/// The entry point of libFuzzer; `FUZZ_TARGET` selects the target.
///
/// See [libFuzzer](https://llvm.org/docs/LibFuzzer.html#fuzz-target). An input that violates an invariant terminates the
/// process, and libFuzzer saves it to a file.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    selected.run(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}

private let selected: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
        print("FUZZ_TARGET must be one of: \(names)")
        exit(2)
    }
    return target
}()
