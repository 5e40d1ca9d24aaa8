/// A component of an ``App`` other than ``Middleware``, such as an endpoint, a group of routes or an event handler.
///
/// For custom components, which register components of the library in the assembly that they receive.
public protocol AppComponent: Sendable {
    /// Adds the component to the app that is being built.
    func register(in assembly: inout AppAssembly)
}
