import Glibc

/// Thread-local storage for an object.
///
/// The object is not retained: it must be cleared before the object is released.
@safe struct ThreadLocal<Value: AnyObject>: Sendable {
    private let key: pthread_key_t?

    init() {
        var key = pthread_key_t()
        self.key = unsafe pthread_key_create(&key, nil) == 0 ? key : nil
    }

    var value: Value? {
        guard let key, let pointer = unsafe pthread_getspecific(key) else { return nil }
        return unsafe Unmanaged<Value>.fromOpaque(pointer).takeUnretainedValue()
    }

    func set(_ value: Value?) {
        guard let key else { return }
        _ = unsafe pthread_setspecific(
            key,
            value.map { unsafe UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
        )
    }
}
