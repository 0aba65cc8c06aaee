package chat4all.runtime.files;

import chat4all.runtime.files.ObjectStore.StoredPart;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Streams bytes of unknown number into one object: a short stream in one request, a long one in parts, of which two
 * are on their way while the next is read. Holds three parts in memory, 15 megabytes, whatever the size. When anything fails,
 * nothing is left behind in the store unless the store itself is away.
 */
public final class ObjectWriter {
    private static final int PART_BYTES = ObjectStore.MIN_PART_BYTES;
    /** Most files end here, and cost no more memory than they have bytes. */
    private static final int HEAD_BYTES = 64 * 1024;

    private final ObjectStore store;

    public ObjectWriter(ObjectStore store) {
        this.store = store;
    }

    /** @param checksum {@code sha256:<hex>} */
    public record Written(long sizeBytes, String checksum) {}

    /** More bytes came than were allowed; those that came are not kept. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /**
     * @param limit greatest number of bytes
     * @throws TooLargeException as soon as one byte more has come
     * @throws IOException when the stream breaks
     * @throws StoreUnavailableException when the store cannot take it
     */
    public Written write(String key, String contentType, InputStream in, long limit) throws IOException {
        var counted = new Counted(in, limit);
        var digested = new DigestInputStream(counted, ContentDigest.create());
        var head = digested.readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES) {
            store.put(key, head, contentType);
        } else {
            var first = Arrays.copyOf(head, PART_BYTES);
            int length = HEAD_BYTES + digested.readNBytes(first, HEAD_BYTES, PART_BYTES - HEAD_BYTES);
            if (length < PART_BYTES) {
                store.put(key, first, length, contentType);
            } else {
                inParts(key, contentType, first, digested);
            }
        }
        return new Written(counted.count, ContentDigest.checksum(digested.getMessageDigest()));
    }

    private void inParts(String key, String contentType, byte[] first, InputStream rest) throws IOException {
        var uploadId = store.begin(key, contentType);
        boolean complete = false;
        try {
            store.complete(key, uploadId, sendParts(key, uploadId, first, rest));
            complete = true;
        } finally {
            if (!complete) {
                abort(key, uploadId);
            }
        }
    }

    private List<StoredPart> sendParts(String key, String uploadId, byte[] first, InputStream rest) throws IOException {
        var sent = new ArrayList<StoredPart>();
        var underway = new ArrayDeque<CompletableFuture<StoredPart>>();
        var buffers = new byte[][] {first, new byte[PART_BYTES], new byte[PART_BYTES]};
        try {
            int length = PART_BYTES;
            for (int number = 1; length > 0; number++) {
                underway.add(store.startPart(key, uploadId, number, buffers[(number - 1) % buffers.length], length));
                if (underway.size() == buffers.length) {
                    sent.add(ObjectStore.awaitPart(key, underway.remove()));
                }
                length = rest.readNBytes(buffers[number % buffers.length], 0, PART_BYTES);
            }
            while (!underway.isEmpty()) {
                sent.add(ObjectStore.awaitPart(key, underway.remove()));
            }
            return sent;
        } catch (IOException | RuntimeException e) {
            // A part that arrives after the upload was given up would stay for ever.
            underway.forEach(part -> part.handle((stored, failure) -> null).join());
            throw e;
        }
    }

    private void abort(String key, String uploadId) {
        try {
            store.abort(key, uploadId);
        } catch (StoreUnavailableException e) {
            // The cause of the failure is thrown; what is left behind is found by the sweep.
        }
    }

    /** Counts what is read, up to a limit. */
    private static final class Counted extends FilterInputStream {
        private final long limit;
        private long count;

        Counted(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                add(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                add(read);
            }
            return read;
        }

        private void add(int bytes) throws IOException {
            count += bytes;
            if (count > limit) {
                throw new TooLargeException(limit);
            }
        }
    }
}
