package chat4all.edge.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
    /** One pixel. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private static final int BEFORE_JFIF = 2;
    private static final int AFTER_JFIF = 20;

    @ParameterizedTest
    @CsvSource({
        "png,4000,1000,320,80",
        "jpeg,1000,4000,80,320",
        "gif,640,640,320,320",
        "png,20,10,20,10",
        "jpeg,1,1,1,1",
        "png,5000,1,320,1"
    })
    void isAsLargeAsThePictureButAtMostThreeHundredAndTwentyPixels(
            String format, int width, int height, int thumbnailWidth, int thumbnailHeight) throws Exception {
        var thumbnail = Thumbnail.of(picture(format, width, height, BufferedImage.TYPE_INT_RGB))
                .orElseThrow();

        assertThat(thumbnail.contentType()).isEqualTo("image/jpeg");
        var image = read(thumbnail);
        assertThat(image.getWidth()).isEqualTo(thumbnailWidth);
        assertThat(image.getHeight()).isEqualTo(thumbnailHeight);
    }

    @Test
    void staysTransparent() throws Exception {
        var thumbnail = Thumbnail.of(picture("png", 700, 700, BufferedImage.TYPE_INT_ARGB))
                .orElseThrow();

        assertThat(thumbnail.contentType()).isEqualTo("image/png");
        assertThat(read(thumbnail).getRGB(300, 300) >>> 24).isZero();
        assertThat(read(thumbnail).getRGB(10, 10)).isEqualTo(Color.RED.getRGB());
    }

    @Test
    void standsUprightHoweverTheCameraWasHeld() throws Exception {
        var photograph = picture("jpeg", 800, 400, BufferedImage.TYPE_INT_RGB);

        var thumbnail = Thumbnail.of(heldSideways(photograph, AFTER_JFIF)).orElseThrow();

        assertThat(read(thumbnail).getWidth()).isEqualTo(160);
        assertThat(read(thumbnail).getHeight()).isEqualTo(320);
    }

    @Test
    void liesWhereTheHeaderIsOutOfOrder() throws Exception {
        var photograph = picture("jpeg", 800, 400, BufferedImage.TYPE_INT_RGB);

        var thumbnail = Thumbnail.of(heldSideways(photograph, BEFORE_JFIF)).orElseThrow();

        assertThat(read(thumbnail).getWidth()).isEqualTo(320);
    }

    @Test
    void isMadeOfWebpToo() throws Exception {
        assertThat(read(Thumbnail.of(WEBP).orElseThrow()).getWidth()).isEqualTo(1);
    }

    @Test
    void isNotMadeOfAPictureThatWouldFillTheMemory() throws Exception {
        assertThat(Thumbnail.of(claiming(60_000, 60_000))).isEmpty();
        assertThat(Thumbnail.of(claiming(Integer.MAX_VALUE, Integer.MAX_VALUE))).isEmpty();
    }

    @Test
    void isNotMadeOfWhatIsNoPictureOrABrokenOne() throws Exception {
        var whole = picture("png", 300, 300, BufferedImage.TYPE_INT_RGB);

        assertThat(Thumbnail.of(new byte[0])).isEmpty();
        assertThat(Thumbnail.of("<svg/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Thumbnail.of(Arrays.copyOf(whole, 60))).isEmpty();
        assertThat(Thumbnail.of(claiming(300, 300))).isEmpty();
    }

    private static byte[] picture(String format, int width, int height, int type) throws IOException {
        var image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage read(Thumbnail thumbnail) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(thumbnail.bytes()));
    }

    /** With an Exif segment that says: to be turned by a quarter (orientation 6). */
    private static byte[] heldSideways(byte[] jpeg, int place) {
        var exif = ByteBuffer.allocate(36)
                .put(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34})
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0)
                .putInt(0);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, place)
                .put(exif.array())
                .put(jpeg, place, jpeg.length - place)
                .array();
    }

    /** A PNG of a few bytes that claims to be large. */
    private static byte[] claiming(int width, int height) throws IOException {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[100]);
        }
        var png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.write(chunk("IHDR", header));
        png.write(chunk("IDAT", pixels.toByteArray()));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }
}
