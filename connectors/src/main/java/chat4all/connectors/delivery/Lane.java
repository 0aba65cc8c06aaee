package chat4all.connectors.delivery;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.OutboundMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sends of one conversation to one contact, one after the other. While the first has to wait long, all of them are
 * parked: written down, their offsets let go and their messages forgotten until their time has come.
 */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Workshop workshop;
    private final PartitionWork partition;
    private final LaneKey key;
    private final Deque<Send> waiting = new ArrayDeque<>();
    /** Held by whoever tries or parks, so that the state of a send is written by one thread at a time. */
    private final ReentrantLock turn = new ReentrantLock();

    private boolean scheduled;
    private volatile @Nullable ChannelAccount parkedFor;

    Lane(Workshop workshop, PartitionWork partition, LaneKey key) {
        this.workshop = workshop;
        this.partition = partition;
        this.key = key;
    }

    synchronized void add(Send send) {
        waiting.add(send);
        if (!scheduled) {
            scheduled = true;
            workshop.soon(this::begin);
        } else if (parkedFor != null && !send.isParked()) {
            workshop.soon(this::parkLatecomers);
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Finds out through which account the first goes, and queues it there. */
    private void begin() {
        Send head = head();
        if (head == null || partition.isStopped()) {
            return;
        }
        try {
            Optional<OutboundMessage> message = message(head);
            if (message.isEmpty()) {
                log.error("{} is gone from {} before it could be sent", head.key(), head.partition());
                end(head);
                return;
            }
            Optional<ChannelAccount> account = workshop.accounts().of(message.get());
            if (account.isEmpty()) {
                workshop.journal().unreachable(head, message.get());
                end(head);
                return;
            }
            workshop.desk(account.get()).execute(() -> tryFirst(head, message.get(), account.get()));
        } catch (StoppingException stopping) {
            log.debug("{} stops", head.key());
        } catch (RuntimeException e) {
            log.warn("{} cannot begin yet: {}", head.key(), e.toString());
            workshop.later(this::begin, SOON);
        }
    }

    private void tryFirst(Send head, OutboundMessage message, ChannelAccount account) {
        if (!partition.enter()) {
            return;
        }
        turn.lock();
        try {
            parkedFor = null;
            Step step = workshop.dispatcher()
                    .tryOnce(new Attempt(
                            head, message, account, workshop.desk(account).gate()));
            if (step instanceof Step.Wait wait) {
                await(wait.pause(), account);
            } else {
                end(head);
            }
        } catch (StoppingException stopping) {
            log.debug("{} stops", head.key());
        } catch (RuntimeException e) {
            log.error("{} is tried again after a defect", head.key(), e);
            workshop.later(this::begin, SOON);
        } finally {
            turn.unlock();
            partition.leave();
        }
    }

    private void await(Duration pause, ChannelAccount account) {
        if (pause.compareTo(workshop.config().parkAfter()) > 0) {
            parkedFor = account;
            park(account, pause);
        }
        workshop.later(this::begin, pause);
    }

    /** What came in while the lane is parked is parked as well; if it is tried just now, that decides about it. */
    private void parkLatecomers() {
        if (!partition.enter()) {
            return;
        }
        try {
            if (turn.tryLock()) {
                try {
                    ChannelAccount account = parkedFor;
                    if (account != null) {
                        park(account, workshop.config().accountPause());
                    }
                } finally {
                    turn.unlock();
                }
            }
        } catch (StoppingException stopping) {
            log.debug("a lane of {} stops", key.conversationId());
        } finally {
            partition.leave();
        }
    }

    private void park(ChannelAccount account, Duration pause) {
        for (Send send : inOrder()) {
            OutboundMessage message = send.message();
            if (message != null) {
                workshop.journal()
                        .parked(send, message, account.id(), workshop.now().plus(pause));
                boolean first = !send.isParked();
                send.park();
                if (first) {
                    partition.parked(send.offset());
                }
            }
        }
    }

    private Optional<OutboundMessage> message(Send send) {
        OutboundMessage known = send.message();
        if (known != null) {
            return Optional.of(known);
        }
        var read = workshop.reader().read(send.partition(), send.offset());
        read.ifPresent(send::unpark);
        return read.map(ConsumerRecord::value);
    }

    private void end(Send head) {
        partition.ended(head);
        boolean more;
        synchronized (this) {
            waiting.remove(head);
            more = !waiting.isEmpty();
            scheduled = more;
        }
        if (more) {
            workshop.soon(this::begin);
        } else {
            partition.leaveIfEmpty(key);
        }
    }

    private synchronized @Nullable Send head() {
        return waiting.peek();
    }

    private synchronized List<Send> inOrder() {
        return List.copyOf(waiting);
    }
}
