/// What a ``File`` can be: ``UploadedFile``, an optional or a list of it.
public protocol FileValue: SchemaValue {}

extension UploadedFile: FileValue {}

extension Optional: FileValue where Wrapped: FileValue {}

extension Array: FileValue where Element: FileValue {}
