package com.innodus.kernel.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts tenants' secrets at rest. Each has a data key of its own, wrapped by the installation's key, so that a new
 * installation's key needs only the wrappings to be done again.
 */
@Component
public class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String VERSION = "v1";
    private static final int KEY = 32;
    private static final int NONCE = 12;

    private final byte[] key;

    Secrets(InnodusProperties properties) {
        String configured = properties.secretKey();
        key = configured == null || configured.isBlank()
                ? kept(properties.data().toAbsolutePath().resolve("secret-key"))
                : decoded(configured);
    }

    /** @param place what the secret belongs to; it can't be read as that of another place */
    public String encrypt(String secret, String place) {
        byte[] own = random(KEY);
        Base64.Encoder text = Base64.getEncoder();
        return VERSION + "." + text.encodeToString(seal(key, own, place)) + "."
                + text.encodeToString(seal(own, secret.getBytes(StandardCharsets.UTF_8), place));
    }

    /**
     * The secret again.
     *
     * @throws IllegalStateException when it was made with another key or for another place
     */
    public String decrypt(String encrypted, String place) {
        String[] parts = encrypted.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException("Not an encrypted secret");
        }
        byte[] own = open(key, Base64.getDecoder().decode(parts[1]), place);
        return new String(open(own, Base64.getDecoder().decode(parts[2]), place), StandardCharsets.UTF_8);
    }

    /** A fingerprint that nobody can compute without the installation's key. */
    public String fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] seal(byte[] key, byte[] plain, String place) {
        byte[] nonce = random(NONCE);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, plain, place);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    private static byte[] open(byte[] key, byte[] sealed, String place) {
        byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE);
        return cipher(
                Cipher.DECRYPT_MODE, key, nonce, java.util.Arrays.copyOfRange(sealed, NONCE, sealed.length), place);
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] input, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret can't be read: was innodus.secret-key changed?", e);
        }
    }

    private static byte[] decoded(String text) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length != KEY) {
            throw new IllegalStateException("innodus.secret-key must be 32 bytes in base64");
        }
        return key;
    }

    private static byte[] kept(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                make(file);
            }
            return decoded(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The installation's key can't be kept in " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        // a server and a command may both be first: whole file or none, and only one of them
        Path draft = Files.createTempFile(file.getParent(), "secret-key", ".new");
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(draft, Base64.getEncoder().encodeToString(random(KEY)), StandardOpenOption.WRITE);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // the other was faster; its key counts
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
