package dev.seatline.device.machine;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The machine that this process runs on. Any thread.
public final class ThisMachine {
    private static final int MOST_ADDRESSES = 16;

    /// Where Maven leaves the version of a library in its jar, by the name that people know.
    private static final Map<String, String> LIBRARIES = Map.of(
            "SQLite", "org.xerial/sqlite-jdbc",
            "Pi4J", "com.pi4j/pi4j-core",
            "Paho", "org.eclipse.paho/org.eclipse.paho.mqttv5.client",
            "Jetty", "org.eclipse.jetty/jetty-server");

    private ThisMachine() {}

    /// @param data a folder on the disk that matters
    public static Machine with(Path data) {
        return new Machine(
                Path.of("/"),
                Machine.Room.of(data),
                Runtime.getRuntime().availableProcessors(),
                ThisMachine::addresses,
                versions());
    }

    private static List<String> addresses() {
        List<String> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(one ->
                            !one.isLoopbackAddress() && !(one instanceof Inet6Address && one.isLinkLocalAddress()))
                    .map(InetAddress::getHostAddress)
                    .map(one -> one.replaceAll("%.*", ""))
                    .limit(MOST_ADDRESSES)
                    .forEach(found::add);
        } catch (SocketException e) {
            // a machine without a network
        }
        return found;
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("Java", Runtime.version() + " " + System.getProperty("java.vendor", ""));
        LIBRARIES.forEach((name, home) -> {
            String version = version(home);
            if (!version.isEmpty()) {
                versions.put(name, version);
            }
        });
        return versions;
    }

    private static String version(String home) {
        try (InputStream in = ThisMachine.class.getResourceAsStream("/META-INF/maven/" + home + "/pom.properties")) {
            if (in == null) {
                return "";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            return "";
        }
    }
}
