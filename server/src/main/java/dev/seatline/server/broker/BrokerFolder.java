package dev.seatline.server.broker;

import dev.seatline.server.HubConfig.Mqtt.Embedded;
import dev.seatline.server.HubConfig.Tls;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The private folder of the embedded broker: its configuration and its working files, nothing of which survives a
/// start, since the guarantee is the hub's own. Used by the thread that starts the broker.
record BrokerFolder(Path root) {
    /// Empties the folder, or makes it, readable by this user only, and writes the configuration.
    void prepare(Embedded config, int consoles) throws IOException {
        delete(root);
        Files.createDirectories(root.toAbsolutePath().getParent());
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Path part : new Path[] {configuration(), data(), extensions()}) {
            Files.createDirectory(part);
        }
        Files.writeString(configuration().resolve("config.xml"), text(config, consoles));
    }

    /// Removes the configuration once it was read: it may hold the password of the key.
    void forgetConfiguration() throws IOException {
        Files.deleteIfExists(configuration().resolve("config.xml"));
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path data() {
        return root.resolve("data");
    }

    Path extensions() {
        return root.resolve("extensions");
    }

    /// The broker's configuration.
    ///
    /// @param consoles how many may be connected; as many again may be half gone or knocking in vain
    static String text(Embedded config, int consoles) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>%s</listeners>
                    <mqtt>
                        <queued-messages><max-queue-size>1000</max-queue-size><strategy>discard</strategy></queued-messages>
                        <retained-messages><enabled>true</enabled></retained-messages>
                        <quality-of-service><max-qos>1</max-qos></quality-of-service>
                        <topic-alias><enabled>false</enabled></topic-alias>
                        <session-expiry><max-interval>86400</max-interval></session-expiry>
                        <keep-alive><max-keep-alive>600</max-keep-alive><allow-unlimited>false</allow-unlimited></keep-alive>
                        <packets><max-packet-size>65536</max-packet-size></packets>
                        <receive-maximum><server-receive-maximum>100</server-receive-maximum></receive-maximum>
                    </mqtt>
                    <restrictions>
                        <max-connections>%d</max-connections>
                        <max-client-id-length>32</max-client-id-length>
                        <max-topic-length>128</max-topic-length>
                        <no-connect-idle-timeout>10000</no-connect-idle-timeout>
                    </restrictions>
                    <security>
                        <allow-empty-client-id><enabled>false</enabled></allow-empty-client-id>
                    </security>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                    <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """.formatted(listener(config), 2L * consoles + 64);
    }

    private static String listener(Embedded config) {
        String where = "<port>%d</port><bind-address>%s</bind-address>".formatted(config.port(), xml(config.host()));
        return config.tls()
                .map(tls -> "<tls-tcp-listener>%s%s</tls-tcp-listener>".formatted(where, tls(tls)))
                .orElse("<tcp-listener>%s</tcp-listener>".formatted(where));
    }

    private static String tls(Tls tls) {
        String password = xml(tls.password());
        return """
                <tls>
                    <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
                    <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
                    <client-authentication-mode>NONE</client-authentication-mode>
                </tls>""".formatted(xml(tls.keystore().toAbsolutePath().toString()), password, password);
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, java.io.IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
