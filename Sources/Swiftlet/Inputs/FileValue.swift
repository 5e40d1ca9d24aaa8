/// A type that ``File`` can decode: ``UploadedFile``, or an optional or array of it.
public protocol FileValue: SchemaValue {}

extension UploadedFile: FileValue {}

extension Optional: FileValue where Wrapped: FileValue {}

extension Array: FileValue where Element: FileValue {}
