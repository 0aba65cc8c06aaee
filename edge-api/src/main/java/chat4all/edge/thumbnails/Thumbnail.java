package chat4all.edge.thumbnails;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A picture of at most 320 × 320 pixels, upright, of the first frame: JPEG, or PNG where it is transparent.
 *
 * <p>Safe against pictures that are small as files and huge in memory: what a picture claims to measure is read first,
 * more than 40 million pixels are refused, and large ones are read with pixels left out.
 */
final class Thumbnail {
    /** Longest side, in pixels. */
    static final int SIDE = 320;

    private static final Logger log = LoggerFactory.getLogger(Thumbnail.class);
    private static final long MOST_PIXELS = 40_000_000;
    /** Its reader decodes all of the picture before it leaves anything out. */
    private static final long MOST_PIXELS_WEBP = 12_000_000;
    /** Readers come from the image's first bytes; others that may be installed are not asked. */
    private static final List<String> FORMATS = List.of("png", "jpeg", "gif", "webp");

    static {
        // Drawing needs no screen, and must not look for one.
        System.setProperty("java.awt.headless", "true");
    }

    private final byte[] bytes;
    private final String contentType;

    private Thumbnail(byte[] bytes, String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    byte[] bytes() {
        return bytes;
    }

    String contentType() {
        return contentType;
    }

    /** Empty when it is no picture that can be read, or too large a one. */
    static Optional<Thumbnail> of(byte[] file) {
        // In memory: by default it would be copied to the disk first.
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                var reader = readers.next();
                var format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (FORMATS.contains(format)) {
                    return of(reader, format, in);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Readers throw all kinds of exceptions at what is broken.
            log.debug("no thumbnail", e);
            return Optional.empty();
        } catch (OutOfMemoryError | LinkageError e) {
            log.warn("no thumbnail: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Optional<Thumbnail> of(ImageReader reader, String format, ImageInputStream in) throws IOException {
        try {
            boolean turned = format.equals("jpeg");
            // Text in a PNG may be compressed a thousandfold: metadata is read only where it says how to turn.
            reader.setInput(in, true, !turned);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > (format.equals("webp") ? MOST_PIXELS_WEBP : MOST_PIXELS)) {
                return Optional.empty();
            }
            return Optional.of(written(scaled(turned ? upright(reader) : read(reader))));
        } finally {
            reader.dispose();
        }
    }

    /** Every n-th pixel of every n-th line, so that at least twice as many are left as are wanted. */
    private static BufferedImage read(ImageReader reader) throws IOException {
        int every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * SIDE));
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(Math.min(every, reader.getWidth(0)), Math.min(every, reader.getHeight(0)), 0, 0);
        return reader.read(0, how);
    }

    private static BufferedImage upright(ImageReader reader) throws IOException {
        var held = held(reader);
        var image = read(reader);
        return held == null
                ? image
                : ExifFilterUtils.getFilterForOrientation(held).apply(image);
    }

    /** Null where it is not said, or in a header that the JDK finds fault with, though not with the picture. */
    private static @Nullable Orientation held(ImageReader reader) {
        try {
            return ExifUtils.getExifOrientation(reader, 0);
        } catch (IOException e) {
            return null;
        }
    }

    private static BufferedImage scaled(BufferedImage image) throws IOException {
        int longest = Math.max(image.getWidth(), image.getHeight());
        int side = Math.min(SIDE, longest);
        return Thumbnails.of(image)
                .size(side, side)
                .imageType(image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                .asBufferedImage();
    }

    private static Thumbnail written(BufferedImage image) throws IOException {
        boolean transparent = image.getColorModel().hasAlpha();
        var bytes = new ByteArrayOutputStream();
        Thumbnails.of(image)
                .scale(1)
                .outputFormat(transparent ? "png" : "jpg")
                .outputQuality(0.8)
                .toOutputStream(bytes);
        return new Thumbnail(bytes.toByteArray(), transparent ? "image/png" : "image/jpeg");
    }
}
