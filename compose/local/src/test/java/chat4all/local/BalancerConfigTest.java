package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BalancerConfigTest {

    private final Layout layout =
            new Layout(new StackPorts(40), ServicesMode.SEPARATE, Scale.parse("edge=2,topology=2"), true);

    @Test
    void standsBeforeEveryInstanceOnTheLoopbackInterfaceAlone() {
        String config = BalancerConfig.of(Balancer.template(), layout);

        assertThat(config)
                .contains("bind 127.0.0.1:8142\n", "bind 127.0.0.1:8145\n", "bind 127.0.0.1:9444\n")
                .contains("server edge-1 127.0.0.1:8122\n    server edge-2 127.0.0.1:8222\n")
                .contains("server topology-2 127.0.0.1:8221\n", "server push-1 127.0.0.1:8125\n")
                .doesNotContain("bind :", "server-template", "docker\n", ":9000", "stats socket", "maxconn", "s3");
    }

    @Test
    void keepsTheRulesAndChecksOfTheContainers() {
        String config = BalancerConfig.of(Balancer.template(), layout);

        assertThat(config)
                .contains("retry-on conn-failure", "timeout tunnel 2m", "balance leastconn", "GET /health/live")
                .contains("default-server check inter 2s fall 2 rise 1\n")
                .contains("deny_status 404 if { path /metrics");
    }
}
