package dev.seatline.device.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPDataValidationException;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/// A stream under a passphrase, as OpenPGP writes it, so that `gpg --decrypt` opens it too
/// (docs/decisions/0015): AES-256 with an integrity check, the key made of the passphrase by hashing 65 MB with
/// SHA-256. The format is Bouncy Castle's work, ciphers and hashes are the JDK's. Stateless; any thread.
final class Sealed {
    /// The highest count that the format knows: 65,011,712 bytes.
    private static final int COUNT = 0xFF;

    private static final int PIECE = 1 << 16;
    /// How it begins: a packet (either way to write its kind 3), its length, version 4, AES-256, a salted and
    /// iterated SHA-256. Nothing else is read, least of all a way of hashing that asks for gigabytes of memory.
    private static final int BEGINNING = 15;

    private static final int OLD_PACKET = 0x8C;
    private static final int NEW_PACKET = 0xC3;
    private static final byte[] AFTER_PACKET = {13, 4, 9, 3, 8};

    private Sealed() {}

    /// The passphrase is wrong, or what is under it is damaged.
    static final class WrongPassphraseException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongPassphraseException(Throwable cause) {
            super("the passphrase is wrong (or the file is damaged at its beginning)", cause);
        }
    }

    /// Work on a stream.
    interface Use<S, T> {
        T with(S stream) throws IOException;
    }

    /// Writes under a passphrase. Takes a second before the first byte.
    static void write(OutputStream to, char[] passphrase, Use<OutputStream, ?> content) throws IOException {
        SecureRandom random = new SecureRandom();
        try {
            PGPEncryptedDataGenerator sealing =
                    new PGPEncryptedDataGenerator(new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                            .setWithIntegrityPacket(true)
                            .setSecureRandom(random));
            // the key is the passphrase's own, as gpg does it: a wrong one is then told from damage
            sealing.setForceSessionKey(false);
            sealing.addMethod(new JcePBEKeyEncryptionMethodGenerator(
                            passphrase,
                            new JcaPGPDigestCalculatorProviderBuilder().build().get(HashAlgorithmTags.SHA256),
                            COUNT)
                    .setSecureRandom(random));
            try (OutputStream sealed = sealing.open(to, new byte[PIECE]);
                    OutputStream plain = new PGPLiteralDataGenerator()
                            .open(sealed, PGPLiteralData.BINARY, "", PGPLiteralData.NOW, new byte[PIECE])) {
                content.with(plain);
            }
        } catch (PGPException e) {
            throw new IOException("the backup cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /// Whether a file begins as [#write] begins it. It must support `mark`.
    static boolean begins(BufferedInputStream in) throws IOException {
        in.mark(BEGINNING);
        byte[] found = in.readNBytes(BEGINNING);
        in.reset();
        return found.length == BEGINNING
                && ((found[0] & 0xFF) == OLD_PACKET || (found[0] & 0xFF) == NEW_PACKET)
                && Arrays.equals(found, 1, 1 + AFTER_PACKET.length, AFTER_PACKET, 0, AFTER_PACKET.length)
                && (found[BEGINNING - 1] & 0xFF) == COUNT;
    }

    /// Reads what is under a passphrase, to its end: only then it is known to be whole. Until it returns
    /// nothing that was read may be believed.
    ///
    /// @throws WrongPassphraseException when it does not fit
    /// @throws IOException when it is damaged or cut off
    static <T> T read(BufferedInputStream in, char[] passphrase, Use<InputStream, T> content) throws IOException {
        try {
            PGPObjectFactory packets = new JcaPGPObjectFactory(in);
            if (!(packets.nextObject() instanceof PGPEncryptedDataList list)
                    || list.size() != 1
                    || !(list.get(0) instanceof PGPPBEEncryptedData data)
                    || !data.isIntegrityProtected()) {
                throw new IOException("this is no backup as seatline writes it");
            }
            PBEDataDecryptorFactory key = new JcePBEDataDecryptorFactoryBuilder(
                            new JcaPGPDigestCalculatorProviderBuilder().build())
                    .build(passphrase);
            InputStream opened = opened(data, key);
            T result = content.with(literal(opened));
            drain(opened);
            if (!data.verify()) {
                throw new IOException("the backup is damaged: its integrity check fails");
            }
            return result;
        } catch (PGPException | RuntimeException e) {
            // the library has runtime exceptions for what is damaged
            throw new IOException("the backup is damaged or cut off: " + e.getMessage(), e);
        }
    }

    private static InputStream opened(PGPPBEEncryptedData data, PBEDataDecryptorFactory key)
            throws PGPException, WrongPassphraseException {
        try {
            return data.getDataStream(key);
        } catch (PGPDataValidationException e) {
            throw new WrongPassphraseException(e);
        }
    }

    /// Behind a wrong passphrase there is noise, which once in 65,536 times passes the first check.
    private static InputStream literal(InputStream opened) throws WrongPassphraseException {
        try {
            if (new JcaPGPObjectFactory(opened).nextObject() instanceof PGPLiteralData literal) {
                return literal.getInputStream();
            }
        } catch (IOException | RuntimeException e) {
            throw new WrongPassphraseException(e);
        }
        throw new WrongPassphraseException(new IOException("not a literal packet"));
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[PIECE];
        while (in.read(buffer) >= 0) {
            // to the end, where the check is
        }
    }
}
