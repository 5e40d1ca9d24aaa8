// Most tests of events use the samples.
@_exported import EventSamples
