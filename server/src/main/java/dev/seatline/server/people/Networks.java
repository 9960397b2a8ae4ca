package dev.seatline.server.people;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The network that an address stands for when attempts are counted: whoever has one address of IPv6 usually has
/// 2⁶⁴ of them. Pure.
final class Networks {
    private static final int NETWORK_BYTES = 8;

    private Networks() {}

    /// The address itself for IPv4, the /64 around it for IPv6; what is no address stays as it is.
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        try {
            byte[] bytes = InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone))
                    .getAddress();
            if (bytes.length <= NETWORK_BYTES) {
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            return address;
        }
    }
}
