import Synchronization

/// Whether the fields of a schema are in the order of the function that makes the model, checked when the schema is made.
///
/// Two fields of one type can change places without an error of the compiler: each would be read into the other's property.
/// So the model is made of values that differ, decoded from ``SchemaValue/probes(_:)``, and each must be where its field's
/// key path leads. A client could send the same values, so that a function which these stop the program is at fault anyway.
///
/// A check is skipped if no two fields have the same type. Two fields of one type are not compared if it has no probes, as
/// a type of the user's own unless it declares some, if the model is within itself, or if the function changes the values.
enum FieldOrderCheck {
    /// The models whose schemas are being checked by this thread, which may therefore use the schemas of others.
    @TaskLocal private static var checkedModels: [ObjectIdentifier]?
    /// Held by the thread that may use the schemas of other models.
    ///
    /// Two threads that each make a schema and need that of the other would wait forever. One that does not get the lock
    /// checks without nested models.
    private static let usesOtherSchemas = Mutex(())

    /// Whether the probes of a model may be made, now that other schemas are being made.
    static func allowsProbes(of model: Any.Type) -> Bool {
        checkedModels.map { !$0.contains(ObjectIdentifier(model)) } ?? false
    }

    /// Calls `check` with the right to use the schemas of other models, if that is possible.
    private static func withOtherSchemas(checking model: Any.Type, _ check: () -> Void) {
        let models = (checkedModels ?? []) + [ObjectIdentifier(model)]
        if checkedModels != nil { return $checkedModels.withValue(models, operation: check) }
        let done: Void? = usesOtherSchemas.withLockIfAvailable { _ in
            $checkedModels.withValue(models, operation: check)
        }
        if done == nil { check() }
    }

    /// Stops the program if a field receives the value of another.
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

/// What a check knows of the fields: each of those with one type is told apart by the bits of a number of its own.
struct ProbedOrder {
    /// Whether there is a value for each field.
    private(set) var isComplete = true
    private let types: [ObjectIdentifier]
    private var names: [String] = []
    private var codes: [Int?] = []
    private var observed: [[Bool?]]

    init(_ types: [ObjectIdentifier]) {
        self.types = types
        self.observed = types.map { _ in [] }
    }

    /// Whether another field has the type of the next one.
    var nextHasTwin: Bool {
        let type = types[names.count]
        return types.count { $0 == type } > 1
    }

    /// Adds the next field.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - valueCount: how many values there are for it, of which two are used.
    /// - Returns: the index and the number of the field.
    mutating func add(_ name: String, valueCount: Int) -> (index: Int, code: Int) {
        let index = names.count
        let code = types[..<index].count { $0 == types[index] }
        names.append(name)
        codes.append(valueCount > 1 ? code : nil)
        if valueCount == 0 { isComplete = false }
        return (index, code)
    }

    /// How many models must be made, so that every number shows all its bits.
    var roundCount: Int {
        let largest = codes.compactMap(\.self).max() ?? 0
        return Int.bitWidth - largest.leadingZeroBitCount
    }

    mutating func observe(_ bit: Bool?, at index: Int) {
        observed[index].append(bit)
    }

    /// The first field that has the value of another, and that other.
    var swapped: (name: String, other: String)? {
        for (index, code) in codes.enumerated() {
            // A function may change the values: then nothing is known.
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
