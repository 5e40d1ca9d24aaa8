import Synchronization

/// Checks in debug builds, when a schema is created, that its fields are in the order of the parameters of the initializer.
///
/// The compiler does not detect two swapped fields of the same type, each of which would be decoded into the other's property.
/// The check therefore creates models from distinct values, decoded from ``SchemaValue/probes(_:)``, and looks for each value
/// at the key paths of the fields. The values satisfy the fields' constraints, so the initializer must accept them as it would
/// accept a client's.
///
/// Only permutations are reported: fields of one type that exchange their values in every model. An initializer may therefore
/// combine, clamp, sort or convert values.
///
/// The check is skipped if no two fields have the same type, or if a required field has no probes. That is the case for custom
/// types that do not implement them, and for a model that contains itself. Other fields without probes are not compared.
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

    /// Stops the process if fields of one type receive each other's values.
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
                let root = make(repeat (each probe).value(in: round, of: order))
                for probe in repeat each probe { order.observe(probe.bit(in: root), at: probe.index) }
            }
            if let (name, other) = order.permuted {
                fatalError(
                    """
                    The fields of \(Root.self) are not in the order of its initializer's parameters: '\(name)' has the value \
                    of '\(other)'.
                    """
                )
            }
        }
    }
}
