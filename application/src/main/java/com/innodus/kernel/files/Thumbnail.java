package com.innodus.kernel.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;

/** Pictures small enough for a line of a list, upright as the camera was held. */
final class Thumbnail {
    /** Twice what lists and cards show, for fine screens. */
    private static final int SIDE = 480;

    private static final long MOST_PIXELS = 40_000_000;

    private Thumbnail() {}

    /**
     * The picture made small; null for kinds that Java can't read, such as WebP, which are shown as they are.
     *
     * @throws IOException when it is damaged or claims to be huge
     */
    static byte @Nullable [] of(byte[] picture) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                // asked before anything is decoded: a small file can claim a huge picture
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("Too many pixels");
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Thumbnails.of(new ByteArrayInputStream(picture))
                        .size(Math.min(SIDE, reader.getWidth(0)), Math.min(SIDE, reader.getHeight(0)))
                        .outputFormat(isPhoto(reader) ? "jpg" : "png")
                        .toOutputStream(out);
                return out.toByteArray();
            } catch (RuntimeException e) {
                // the JDK's decoders throw all sorts of things on damaged files
                throw new IOException(e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static boolean isPhoto(ImageReader reader) throws IOException {
        return reader.getFormatName().equalsIgnoreCase("jpeg");
    }
}
