package chat4all.edge.uploads;

import chat4all.runtime.files.ObjectStore.StoredPart;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a file is cut: parts of one size, numbered from 1, the last one shorter; an empty file has none. At most 256 parts,
 * so that an answer with all their URLs stays small.
 */
record PartPlan(long sizeBytes, long partSize) {
    private static final long MEBIBYTE = 1024 * 1024;
    /** Twice what S3 asks for at least, and with 256 parts just enough for 2 GiB. */
    private static final long SMALLEST = 8 * MEBIBYTE;

    private static final int MOST_PARTS = 256;

    static PartPlan of(long sizeBytes) {
        long needed = divideUp(sizeBytes, MOST_PARTS);
        return new PartPlan(sizeBytes, Math.max(SMALLEST, divideUp(needed, MEBIBYTE) * MEBIBYTE));
    }

    int parts() {
        return (int) divideUp(sizeBytes, partSize);
    }

    long size(int number) {
        return Math.min(partSize, sizeBytes - (number - 1) * partSize);
    }

    /** Numbers of the parts that have not come. */
    List<Integer> missing(List<StoredPart> come) {
        var there = come.stream().map(StoredPart::number).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, parts())
                .boxed()
                .filter(number -> !there.contains(number))
                .toList();
    }

    /** Numbers of the parts that are not as long as planned, or not planned at all. */
    List<Integer> wrong(List<StoredPart> come) {
        return come.stream()
                .filter(part -> part.number() < 1 || part.number() > parts() || part.size() != size(part.number()))
                .map(StoredPart::number)
                .toList();
    }

    private static long divideUp(long value, long by) {
        return (value + by - 1) / by;
    }
}
