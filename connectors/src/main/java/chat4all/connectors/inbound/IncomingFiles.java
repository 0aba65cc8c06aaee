package chat4all.connectors.inbound;

import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Fetched;
import chat4all.connectors.spi.Inbound;
import chat4all.runtime.config.Secret;
import chat4all.runtime.files.ContentTypes;
import chat4all.runtime.files.Filenames;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.ObjectWriter;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the files that contacts send from the platforms into our store. Its id follows from the message's: however often
 * the message comes, it is one file. While the platform or the store fails it is tried again, for a time; then the
 * message goes on without its file and says why.
 */
public final class IncomingFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IncomingFiles.class);
    /** WhatsApp's largest; nobody sends more. */
    private static final long LARGEST = 100L * 1024 * 1024;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int THREADS = 8;

    private final Map<Channel, Connector> connectors = new EnumMap<>(Channel.class);
    private final FileTable table;
    private final ObjectWriter writer;
    private final DerivedIds ids;
    private final Duration patience;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "incoming-files");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What became of a message's file; both are null when it has none.
     *
     * @param whyNot short: the platform's code, {@code too-large}, {@code store-unavailable}
     */
    record Kept(@Nullable String fileId, @Nullable String whyNot) {
        static final Kept NOTHING = new Kept(null, null);
    }

    /** @param patience how long a file is asked for before the message goes on without it */
    public IncomingFiles(
            List<Connector> connectors, FileTable table, ObjectStore store, Secret idSecret, Duration patience) {
        connectors.forEach(connector -> this.connectors.put(connector.channel(), connector));
        this.table = table;
        this.writer = new ObjectWriter(store);
        this.ids = new DerivedIds(idSecret);
        this.patience = patience;
    }

    /** One message's file and where it goes. */
    private record Order(
            ChannelAccount account,
            Inbound.Media media,
            String fileId,
            String objectKey,
            String conversationId,
            String uploader,
            String type,
            Instant deadline) {}

    /** Fails only when the table cannot be asked or written. */
    CompletableFuture<Kept> keep(ChannelAccount account, Inbound.Message message, String conversationId) {
        Inbound.Media media = message.media();
        if (media == null) {
            return CompletableFuture.completedFuture(Kept.NOTHING);
        }
        Order order = new Order(
                account,
                media,
                ids.file(account.channel(), message.dedupKey()),
                ids.object(account.channel(), message.dedupKey()),
                conversationId,
                account.channel().prefix() + ":" + message.contact(),
                message.type(),
                Instant.now().plus(patience));
        return CompletableFuture.supplyAsync(() -> attempt(order), threads)
                .thenCompose(attempt -> again(order, attempt, FIRST_PAUSE));
    }

    /** @param passing whether it may be had later */
    private record Attempt(Kept kept, boolean passing) {
        static Attempt later(String why) {
            return new Attempt(new Kept(null, why), true);
        }

        static Attempt never(String why) {
            return new Attempt(new Kept(null, why), false);
        }
    }

    private CompletableFuture<Kept> again(Order order, Attempt attempt, Duration pause) {
        if (!attempt.passing() || Instant.now().plus(pause).isAfter(order.deadline())) {
            if (attempt.kept().fileId() == null) {
                log.warn(
                        "{} goes on without its file: {}",
                        order.fileId(),
                        attempt.kept().whyNot());
            }
            return CompletableFuture.completedFuture(attempt.kept());
        }
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads);
        Duration longer = pause.multipliedBy(2);
        return CompletableFuture.supplyAsync(() -> attempt(order), later)
                .thenCompose(next -> again(order, next, longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer));
    }

    private Attempt attempt(Order order) {
        if (table.find(order.fileId()).isPresent()) {
            return new Attempt(new Kept(order.fileId(), null), false);
        }
        Connector connector = connectors.get(order.account().channel());
        Fetched fetched = connector == null
                ? new Fetched.Never(new StatusError("unsupported", null))
                : connector.fetch(order.account(), order.media());
        if (fetched instanceof Fetched.Opened opened) {
            return store(order, opened);
        }
        return fetched instanceof Fetched.Later later
                ? Attempt.later(later.error().code())
                : Attempt.never(((Fetched.Never) fetched).error().code());
    }

    private Attempt store(Order order, Fetched.Opened opened) {
        Instant now = Instant.now();
        try (InputStream content = opened.content()) {
            byte[] head = content.readNBytes(ContentTypes.HEAD_BYTES);
            String name = name(order, opened);
            String mimetype = ContentTypes.detect(head, name);
            table.note(order.fileId(), order.objectKey(), now);
            ObjectWriter.Written written = writer.write(
                    order.objectKey(),
                    mimetype,
                    new SequenceInputStream(new ByteArrayInputStream(head), content),
                    LARGEST);
            table.insert(new StoredFile(
                    order.fileId(),
                    order.conversationId(),
                    order.uploader(),
                    name,
                    written.sizeBytes(),
                    mimetype,
                    written.checksum(),
                    order.objectKey(),
                    null,
                    StoredFile.State.READY,
                    now));
            return new Attempt(new Kept(order.fileId(), null), false);
        } catch (ObjectWriter.TooLargeException e) {
            return Attempt.never("too-large");
        } catch (StoreUnavailableException e) {
            return Attempt.later("store-unavailable");
        } catch (IOException e) {
            return Attempt.later("broken-off");
        }
    }

    /** As the contact's phone has it, else after what it is: {@code image.jpg}. */
    private static String name(Order order, Fetched.Opened opened) {
        String given = order.media().name() != null ? order.media().name() : opened.name();
        return Filenames.clean(given == null ? order.type() + extension(opened.mimetype()) : given);
    }

    private static String extension(@Nullable String mimetype) {
        String type = mimetype == null ? "" : mimetype.replaceFirst(";.*", "").strip();
        return switch (type) {
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "image/gif" -> ".gif";
            case "image/webp" -> ".webp";
            case "audio/ogg" -> ".ogg";
            case "audio/mpeg" -> ".mp3";
            case "audio/mp4" -> ".m4a";
            case "audio/amr" -> ".amr";
            case "audio/aac" -> ".aac";
            case "video/mp4" -> ".mp4";
            case "video/3gpp" -> ".3gp";
            case "application/pdf" -> ".pdf";
            default -> "";
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
