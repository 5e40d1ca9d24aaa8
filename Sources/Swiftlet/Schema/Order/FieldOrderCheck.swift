import Synchronization

/// Checks, when a schema is created, that its fields are in the order of the parameters of the model's initializer.
///
/// The compiler does not detect two swapped fields of the same type, each of which would be decoded into the other's property.
/// The check therefore creates models from distinct values, decoded from ``SchemaValue/probes(_:)``, and expects to find each
/// value at the key path of its field. The values satisfy the fields' constraints, so the initializer must accept them as it
/// would accept a client's.
///
/// The check is skipped if no two fields have the same type. Fields are not compared if their type has no probes, which
/// includes custom types that do not implement them, if the model contains itself, or if the initializer modifies the values.
enum FieldOrderCheck {
    /// The models whose schemas the current thread is checking; `nil` if it may not use the schemas of other models.
    @TaskLocal private static var checkedModels: [ObjectIdentifier]?
    /// Held by the thread that may use the schemas of other models.
    ///
    /// Two threads that each initialize a schema and need the other's would deadlock. A thread that does not acquire the lock
    /// does not check fields of nested models.
    private static let usesOtherSchemas = Mutex(())

    /// Returns whether the probes of a model may be created, given the schemas that are being checked.
    static func allowsProbes(of model: Any.Type) -> Bool {
        checkedModels.map { !$0.contains(ObjectIdentifier(model)) } ?? false
    }

    /// Calls `check`, which may use the schemas of other models if the lock is free.
    private static func withOtherSchemas(checking model: Any.Type, _ check: () -> Void) {
        let models = (checkedModels ?? []) + [ObjectIdentifier(model)]
        if checkedModels != nil { return $checkedModels.withValue(models, operation: check) }
        let done: Void? = usesOtherSchemas.withLockIfAvailable { _ in
            $checkedModels.withValue(models, operation: check)
        }
        if done == nil { check() }
    }

    /// Stops the process if a field receives the value of another.
    static func run<Root: Sendable, each Value: SchemaValue>(
        _ make: (repeat each Value) -> Root,
        _ field: repeat Field<Root, each Value>
    ) {
        var types: [ObjectIdentifier] = []
        for field in repeat each field { types.append(field.valueType) }
        guard Set(types).count < types.count else { return }
        withOtherSchemas(checking: Root.self) {
            var order = ProbedOrder(types)
            let probe = (repeat FieldProbe(each field, in: &order))
            guard order.isComplete else { return }
            for round in 0..<order.roundCount {
                let root = make(repeat (each probe).value(in: round))
                for probe in repeat each probe { order.observe(probe.bit(in: root), at: probe.index) }
            }
            if let (name, other) = order.swapped {
                fatalError(
                    "The fields of \(Root.self) are not in the order of its initializer: '\(name)' has the value of '\(other)'."
                )
            }
        }
    }
}

/// The state of a check: each field has a code that is unique among the fields of its type, and each round tests one bit of it.
struct ProbedOrder {
    /// Whether each field has a value.
    private(set) var isComplete = true
    private let types: [ObjectIdentifier]
    private var names: [String] = []
    private var codes: [Int?] = []
    private var observed: [[Bool?]]

    init(_ types: [ObjectIdentifier]) {
        self.types = types
        self.observed = types.map { _ in [] }
    }

    /// Whether another field has the type of the next field.
    var nextHasTwin: Bool {
        let type = types[names.count]
        return types.count { $0 == type } > 1
    }

    /// Adds the next field.
    ///
    /// - Parameters:
    ///   - name: The name of the field.
    ///   - valueCount: The number of values for the field, at most two.
    /// - Returns: The index and the code of the field.
    mutating func add(_ name: String, valueCount: Int) -> (index: Int, code: Int) {
        let index = names.count
        let code = types[..<index].count { $0 == types[index] }
        names.append(name)
        codes.append(valueCount > 1 ? code : nil)
        if valueCount == 0 { isComplete = false }
        return (index, code)
    }

    /// The number of models to create, one for each bit of the largest code.
    var roundCount: Int {
        let largest = codes.compactMap(\.self).max() ?? 0
        return Int.bitWidth - largest.leadingZeroBitCount
    }

    mutating func observe(_ bit: Bool?, at index: Int) {
        observed[index].append(bit)
    }

    /// The first field that received the value of another, and the other field.
    var swapped: (name: String, other: String)? {
        for (index, code) in codes.enumerated() {
            // If the initializer modifies the value, the origin of the value is unknown.
            let bits = observed[index].compactMap(\.self)
            guard let code, bits.count == observed[index].count else { continue }
            let found = bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
            guard found != code,
                let other = codes.indices.first(where: { codes[$0] == found && types[$0] == types[index] })
            else { continue }
            return (names[index], names[other])
        }
        return nil
    }
}
