package chat4all.edge.uploads;

import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.runtime.files.ContentDigest;
import chat4all.runtime.files.ContentTypes;
import chat4all.runtime.files.NoSuchObjectException;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoreUnavailableException;
import java.io.IOException;

/** What an uploaded file really is, read from the store from end to end with one buffer of memory. */
record Examination(long sizeBytes, String checksum, String mimetype) {
    private static final Examination NOTHING = new Examination(-1, "", "application/octet-stream");
    private static final int BUFFER = 128 * 1024;

    /** Puts the parts together first unless that is done. */
    static Examination of(ObjectStore store, Upload upload) {
        try {
            assemble(store, upload);
            return read(store, upload);
        } catch (NoSuchObjectException e) {
            return NOTHING;
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private static void assemble(ObjectStore store, Upload upload) {
        var key = upload.file().objectKey();
        var storeId = upload.storeId();
        if (storeId == null) {
            return;
        }
        if (upload.file().sizeBytes() == 0) {
            store.put(key, new byte[0], upload.file().mimetype());
            store.abort(key, storeId);
            return;
        }
        var parts = store.parts(key, storeId);
        if (!parts.isEmpty()) {
            store.complete(key, storeId, parts);
        }
    }

    private static Examination read(ObjectStore store, Upload upload) throws IOException {
        var digest = ContentDigest.create();
        try (var in = store.get(upload.file().objectKey(), 0, null)) {
            var head = in.readNBytes(ContentTypes.HEAD_BYTES);
            digest.update(head);
            long size = head.length;
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new Examination(
                    size,
                    ContentDigest.checksum(digest),
                    ContentTypes.detect(head, upload.file().filename()));
        }
    }
}
