/// The compiled schema, as `protoc --descriptor_set_out` wrote it (comments included).
///
/// A `google.protobuf.FileDescriptorSet` holding `ledger/v1/event.proto`. The codec is driven by
/// it, and every data file carries a copy, so that the file explains itself.
public enum SchemaDescriptor {
    /// The bytes of the descriptor set.
    public static let bytes: [UInt8] = PackageResources.event_binpb
}
