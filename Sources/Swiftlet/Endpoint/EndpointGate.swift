/// An input that can respond instead of the endpoint, and that receives the response of the endpoint.
///
/// It is a guard listed in `requires:`. Its ``EndpointInput/prepare(_:)`` runs after those of the guards listed before it, and
/// before the dependencies of the endpoint are created. There it opens the ``RequestScope/passage``, or throws a
/// ``GateResponse``. If a route has several gates, only the first opens it.
package protocol EndpointGate: EndpointInput {}
