package com.innodus.kernel.brand;

import com.innodus.themes.Brand.Image;
import com.innodus.themes.safe.SafeSvg;
import com.innodus.themes.safe.UnsafeUpload;
import com.innodus.themes.safe.UnsafeUpload.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;

/** A brand's picture, drawn anew so that nothing but the picture is left of the upload. */
record Picture(String hash, String mediaType, byte[] content) {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final long MAX_PIXELS = 40_000_000;

    static Picture read(Image kind, byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new UnsafeUpload(Problem.TOO_LARGE, file.length + " bytes");
        }
        if (looksLikeMarkup(file)) {
            return of("image/svg+xml", SafeSvg.clean(file));
        }
        try {
            BufferedImage image = decode(file);
            int width = kind == Image.LOGIN ? 1920 : kind == Image.LOGO ? 640 : 256;
            boolean opaque = !image.getColorModel().hasAlpha();
            String format = kind == Image.LOGIN && opaque ? "jpg" : "png";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thumbnails.of(image)
                    .size(Math.min(width, image.getWidth()), Math.min(width, image.getHeight()))
                    .outputFormat(format)
                    .outputQuality(0.85)
                    .toOutputStream(out);
            return of(format.equals("jpg") ? "image/jpeg" : "image/png", out.toByteArray());
        } catch (IOException e) {
            throw new UnsafeUpload(Problem.DAMAGED, e);
        }
    }

    private static boolean looksLikeMarkup(byte[] file) {
        // "<" in UTF-8 or either UTF-16, after marks and white space
        for (byte b : file) {
            if (b == '<') {
                return true;
            }
            if (b > ' '
                    || (b < 0
                            && b != (byte) 0xEF
                            && b != (byte) 0xBB
                            && b != (byte) 0xBF
                            && b != (byte) 0xFE
                            && b != (byte) 0xFF)) {
                return false;
            }
        }
        return false;
    }

    private static BufferedImage decode(byte[] file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnsafeUpload(Problem.NOT_A_PICTURE, "no reader");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                // asked before anything is decoded: a small file can claim a huge picture
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    throw new UnsafeUpload(Problem.TOO_COMPLEX, "pixels");
                }
                return reader.read(0);
            } catch (RuntimeException e) {
                if (e instanceof UnsafeUpload) {
                    throw e;
                }
                // the JDK's decoders throw all sorts of things on damaged files
                throw new UnsafeUpload(Problem.DAMAGED, e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Picture of(String mediaType, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Picture(HexFormat.of().formatHex(digest, 0, 16), mediaType, content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
