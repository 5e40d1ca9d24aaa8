/// A resource that permissions, alarms and other resources of a deployment refer to.
enum DeployedResource: Sendable, Hashable {
    /// The function of a handler.
    case function(String)
    /// The log of a handler's function.
    case log(String)
    /// The dead-letter queue of events that a handler's function received asynchronously.
    case failedEvents(String)
    /// The queue of an event handler.
    case queue(String)
    /// The dead-letter queue of an event handler's queue or stream.
    case deadLetters(String)
    /// The topic of an event handler.
    case topic(String)
    /// The bucket of an event handler.
    case bucket(String)
    /// The stream of an event handler, which is not part of the deployment.
    case stream(String)
    /// The API.
    case api
}
