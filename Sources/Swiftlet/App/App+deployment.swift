extension App {
    /// The API's title in the OpenAPI document.
    package var title: String { plan.description.title }

    /// The API's version in the OpenAPI document.
    package var version: String { plan.description.version }

    /// Validates the app's configuration without creating dependencies.
    ///
    /// - Throws: ``AppError`` if the configuration is invalid.
    package func check() throws(AppError) {
        let faults = plan.faults + settingsFaults
        if !faults.isEmpty { throw AppError(faults: faults) }
    }

    /// The configuration errors about settings, also those of mounted apps.
    private var settingsFaults: [String] {
        var check = SettingsCheck(settings: container.settings, overrides: container.overrides)
        check.visit(plan.rootDependencies)
        return check.faults + plan.mounts.flatMap { $0.app(in: self).settingsFaults }
    }

    /// Whether no other event handler has the same kind of events and the same source.
    package func isOnlyHandlerOfItsEvents(_ name: String) -> Bool {
        guard let handler = plan.eventHandlers.first(where: { $0.name == name }), let kind = handler.kind else {
            return true
        }
        return plan.eventHandlers.allSatisfy { $0.name == name || $0.kind != kind || $0.source != handler.source }
    }

    /// The event handlers' names and triggers, in registration order.
    package var eventTriggers: [(name: String, trigger: EventTrigger?)] {
        plan.eventHandlers.map { ($0.name, $0.trigger) }
    }
}
