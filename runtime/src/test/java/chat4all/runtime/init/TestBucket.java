package chat4all.runtime.init;

import chat4all.runtime.config.S3Config;

/** Lets tests of other packages have a bucket as the start makes it. */
public final class TestBucket {
    private TestBucket() {}

    public static void create(S3Config config) {
        S3Bucket.create(config);
    }
}
