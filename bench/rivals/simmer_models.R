# The workloads in simmer's public interface, monitoring on: simmer_models.R ward DAYS RUNS SEED | queue RATE SERVERS MINUTES RUNS SEED.
# The CPU is that of run() alone, not of reading what it has monitored.
suppressPackageStartupMessages(library(simmer))

lognormal <- function(mean, cv) {
  variance <- log(1 + cv * cv)
  mu <- log(mean) - variance / 2
  sigma <- sqrt(variance)
  function() rlnorm(1, mu, sigma)
}

patient <- function(stay, to_rehab) {
  rehabilitation <- trajectory() %>%
    seize("rehab") %>%
    release("acute") %>%
    timeout(lognormal(22, 0.7)) %>%
    release("rehab")
  home <- trajectory() %>%
    release("acute") %>%
    timeout(2) %>%
    seize("therapist") %>%
    timeout(function() rexp(1, 1 / 0.3)) %>%
    release("therapist") %>%
    rollback(4, 4) # to the two days, four times more
  out <- trajectory() %>%
    release("acute")
  way <- function() {
    u <- runif(1)
    if (u < to_rehab) 1 else if (u < to_rehab + 0.4) 2 else 3
  }
  trajectory() %>%
    seize("nurse") %>%
    timeout(function() rexp(1, 1 / 0.2)) %>%
    release("nurse") %>%
    seize("acute") %>%
    timeout(lognormal(stay, 1)) %>%
    branch(way, continue = TRUE, rehabilitation, home, out)
}

# What a resource was asked for and has given, from each change of it, in the order in which they happened. Lines are first come first
# served, so whoever waits at the end are the last who joined the line.
watched <- function(changes, until) {
  server <- c(0, changes$server)
  queue <- c(0, changes$queue)
  lengths <- diff(c(0, changes$time, until))
  waiting <- queue[length(queue)]
  joined <- changes$time[diff(queue) > 0]
  asked <- sum(diff(server + queue) > 0)
  inside <- server[length(server)] + waiting
  waited <- sum(queue * lengths) - sum(until - utils::tail(joined, waiting))
  list(
    asked = asked, ended = asked - inside, waiting = waiting, wait = waited / (asked - waiting),
    busy = sum(server * lengths) / until, present = sum((server + queue) * lengths) / until
  )
}

# Runs, and tells the CPU seconds of it.
timed <- function(env, until) {
  start <- proc.time()
  run(env, until)
  used <- proc.time() - start
  sum(used[c("user.self", "sys.self")])
}

resources_of <- function(env, names, until) {
  changes <- get_mon_resources(env)
  sapply(names, function(name) watched(changes[changes$resource == name, ], until), simplify = FALSE)
}

ward <- function(days) {
  env <- simmer("ward") %>%
    add_resource("nurse", 2) %>%
    add_resource("acute", 50) %>%
    add_resource("rehab", 30) %>%
    add_resource("therapist", 6) %>%
    add_generator("a", patient(5.5, 0.1), function() rexp(1, 3)) %>%
    add_generator("b", patient(7.5, 0.2), function() rexp(1, 2)) %>%
    add_generator("c", patient(8.5, 0.3), function() rexp(1, 1.5))
  seconds <- timed(env, days)
  of <- resources_of(env, c("nurse", "acute", "rehab", "therapist"), days)
  gone <- get_mon_arrivals(env)
  means <- list(left = nrow(gone), stay = mean(gone$end_time - gone$start_time))
  for (name in names(of)) {
    means[[name]] <- of[[name]]$busy
    means[[paste0(name, "Wait")]] <- of[[name]]$wait
  }
  # An acute stay has ended too when its bed is kept while a rehabilitation bed is waited for; each visit was asked for at the end of
  # two days at home.
  events <- of$nurse$asked + of$nurse$ended + of$acute$ended + of$rehab$waiting + of$rehab$ended +
    of$therapist$asked + of$therapist$ended
  list(events = events, means = means, cpu = seconds)
}

queue <- function(rate, servers, minutes) {
  visit <- trajectory() %>%
    seize("doctor") %>%
    timeout(function() rexp(1, 1)) %>%
    release("doctor")
  env <- simmer("queue") %>%
    add_resource("doctor", servers) %>%
    add_generator("patient", visit, function() rexp(1, rate))
  seconds <- timed(env, minutes)
  doctor <- resources_of(env, "doctor", minutes)$doctor
  list(
    events = doctor$asked + doctor$ended,
    means = list(wait = doctor$wait, busy = doctor$busy, present = doctor$present),
    cpu = seconds
  )
}

peak_bytes <- function() {
  line <- grep("^VmHWM:", readLines("/proc/self/status"), value = TRUE)
  1024 * as.numeric(gsub("[^0-9]", "", line))
}

numbers <- function(values) paste0("[", paste(format(values, digits = 12, trim = TRUE), collapse = ","), "]")

main <- function(words) {
  model <- list(ward = ward, queue = queue)[[words[1]]]
  given <- as.numeric(words[-1])
  count <- length(given)
  set.seed(given[count])
  runs <- lapply(seq_len(given[count - 1]), function(run) do.call(model, as.list(given[seq_len(count - 2)])))
  told <- names(runs[[1]]$means)
  means <- sapply(told, function(name) {
    paste0("\"", name, "\":", numbers(sapply(runs, function(run) run$means[[name]])))
  })
  cat(
    "{\"events\":", numbers(sapply(runs, function(run) run$events)), ",\"means\":{", paste(means, collapse = ","),
    "},\"cpu\":", sum(sapply(runs, function(run) run$cpu)), ",\"peak\":", peak_bytes(), "}\n",
    sep = ""
  )
}

if (!interactive()) main(commandArgs(trailingOnly = TRUE))
