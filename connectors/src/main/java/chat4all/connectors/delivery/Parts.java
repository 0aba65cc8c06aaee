package chat4all.connectors.delivery;

import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.runtime.files.StoredFile;
import chat4all.schemas.SentAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message becomes on a platform: one call or several, in order. A file goes as media where the platform takes its
 * type and size, with the text as its caption where there may be one, else before the text; every other file goes as a
 * link after the text. The same message always has the same parts, so that a part has a number.
 *
 * @param sentAs null without a file
 */
record Parts(List<Part> parts, @Nullable SentAs sentAs) {

    /** One call. */
    record Part(String text, @Nullable Media media) {
        static Part of(String text) {
            return new Part(text, null);
        }
    }

    static Parts of(String text, Capabilities capabilities) {
        return new Parts(texts(text, capabilities), null);
    }

    static Parts of(String text, StoredFile file, FileShelf shelf, Capabilities capabilities) {
        Optional<MediaKind> kind = capabilities.media().kind(file.mimetype(), file.sizeBytes());
        return kind.isPresent()
                ? withMedia(text, shelf.media(file, kind.get()), capabilities)
                : withLink(text, file.filename() + "\n" + shelf.link(file), capabilities);
    }

    private static Parts withMedia(String text, Media media, Capabilities capabilities) {
        int maxCaption = capabilities.media().maxCaption(media.kind());
        if (capabilities.textUnit().length(text) <= maxCaption) {
            return new Parts(List.of(new Part(text, media)), SentAs.MEDIA);
        }
        List<Part> parts = new ArrayList<>(List.of(new Part("", media)));
        parts.addAll(texts(text, capabilities));
        return new Parts(parts, SentAs.MEDIA);
    }

    /** In the last text where it fits, for a link that is cut leads nowhere. */
    private static Parts withLink(String text, String link, Capabilities capabilities) {
        List<Part> parts = new ArrayList<>(texts(text, capabilities));
        String last = parts.isEmpty() ? link : parts.get(parts.size() - 1).text() + "\n\n" + link;
        if (parts.isEmpty()) {
            parts.add(Part.of(last));
        } else if (capabilities.carries(last)) {
            parts.set(parts.size() - 1, Part.of(last));
        } else {
            parts.add(Part.of(link));
        }
        return new Parts(parts, SentAs.LINK);
    }

    private static List<Part> texts(String text, Capabilities capabilities) {
        return TextParts.of(text, capabilities).stream().map(Part::of).toList();
    }
}
