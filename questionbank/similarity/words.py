"""Which words carry little, and which ones mean the same: of interviews about computing in general."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a sentence is made of in English whatever it says: joins, pronouns, auxiliaries.
FUNCTION = _words(
    """
    a about above after again against all also although always am among an and any are as at be because
    been before being below between both but by can cannot could did do does doing done down due during
    each either else etc even ever every few first for from further get given goes had has have having
    he hence her here hers him his how however i if in instead into is it its itself just kind last
    least less let lets like made make makes many may me might more most much must my need needs neither
    never no nor not now of off often on once one only onto or other others our ours out over own per
    please quite rather really same second several shall she should since so some something still such
    take taken takes than that the their theirs them then there these they thing things this those
    though through thus to together too toward two under until up upon us use used uses using usually
    various very via want was way ways we well were what whatever when where whether which while who
    whom whose why will with within without would yes yet you your yours
    """
)
# The verbs and nouns of asking, which say how one asks and not what about.
ASKING = _words(
    """
    advantage advantages approach approached approaches architect aspect aspects benefit benefits best
    challenge challenges choose common compare comparison concept concepts cons consider consideration
    considerations considering context define describe description design designing differ difference
    differences different disadvantage disadvantages discuss discussion effective effectively efficient
    efficiently ensure ensuring example examples explain explaining explanation factor factors give
    handle handled handling happen happens implement implementation implementing importance important
    incorporate increasing introduce issue issues key list main manage managing mean meaning mention
    method methods name perform practice practices prefer principle principles problem problems pros
    provide purpose question questions role scenario scenarios significance situation solution solutions
    solve solved strategies strategy suitable suppose technique techniques tell time type types
    understand understanding walk work works write
    """
)
# Words that stand everywhere in the field: they count, but little.
COMMON = _words(
    """
    accuracy algorithm algorithms analysis application applications architecture code component
    components computer data dataset datasets deep deploy deployed deployment develop development
    engineer engineering environment environments framework frameworks function functions improve
    information infrastructure input large learn learning library machine ml mlops model models network
    networks neural object objects output performance pipeline pipelines platform platforms process
    processes processing product production program programming project projects python quality
    scalability scalable scale scaling service services software specific system systems task tasks team
    test testing tool tools train trained training user users value values version workflow workflows
    """
)
# Words of plain formal English that elaborate any question; they count as little as those of the field.
LIGHT = _words(
    """
    ability able access accomplish account achieve across act action actions active activity actual
    actually adapt add additional address adequate adhere adheres adjust affect affected affects allow
    allows alternative amount amounts answer appear apply appropriate area areas arise around art assume
    attempt available avoid aware based basic basis become becomes begin behave behavior behaviour
    better big bring broad build building call capability capable care carry case cases cause causes
    certain change changes changing clear clearly close come comes complete completely complex
    complexity compromise compromising concrete condition conditions consistency consistent constraint
    constraints contain contains content continue continuous control correct correctly create creating
    critical current currently custom daily deal dealing decide decision decisions dedicated degree
    deliver demand depend depends desired detail detailed details detect detecting detection determine
    difficult direct directly ease easy effect effects efficiency effort enable enables end entire
    errors especially essential evolve evolves exact exactly exist existing exists expect expected
    experience extend extent external extra extremely fact fast faster field final find finding fit five
    focus follow followed following form format four full fully future gain general generally goal goals
    good great group grow growing growth heavily help helps high higher highly hold huge ideal identify
    illustrate impact include includes including individual industry initial inside integrate
    integrating integration integrity interact internal introduction involve involved involves item job
    keep kinds know knowledge known largest late later latest lead leading leads level levels life
    lifecycle light likely limit limitation limitations limited limits live local long look low lower
    maintain maintainable maintaining maintains major match matter matters maximize meet meeting meets
    million millions minimal minimize minimizes minimizing minute modern modify month move multiple
    natural necessary new normal note number obtain occur occurs open operation operational operations
    optimal option options order organization original outcome overall part particular particularly past
    people person pick piece place plan plus point points poor popular position possible potential
    practical presence present prevent previous primary prior prioritize processed produce proper
    properly property propose purposes put range ready real reason reasons receive recent recommended
    reduce reducing relate related relevant reliability reliable remain remains remove repeat replace
    report require required requirement requirements requires resources respect respective respond
    result resulting results return right risk risks robust run running safe satisfy say scope seconds
    select separate serious set sets setting share show significant significantly similar simple simply
    simultaneously single size small special specifically stage stages standard standards start state
    states stay step steps stop straightforward structure stuff sudden sufficient suggest support
    supports sure table target technical technologies technology temporary terms thousand thousands
    three throughout today topic total track traditional try turn typical typically ultimately undergo
    unique update updated updates usage useful varied variety vary varying vast view volume volumes week
    whole wide widely word words world worse year years
    """
)

# Several words for one thing; what stands before the colon is what the others become.
_SAME_THING = """
    imbalance: class imbalance, imbalanced class, imbalanced classes, imbalanced dataset, imbalanced
        datasets, imbalanced data, unbalanced data, unbalanced dataset, skewed classes, imbalanced,
        unbalanced, underrepresented
    chat: messaging, instant messaging, messenger, chat application, chat app, im system
    stochastic gradient descent: sgd
    gradient descent: gd
    reproducibility: reproducible, reproduce, repeatability, repeatable
    explainability: interpretability, explainable, interpretable, xai, interpreting
    fairness: bias and fairness, fairness and bias, fair, unbiased, bias audit
    privacy: data privacy, pii, personally identifiable information, personal data, sensitive
        information, sensitive data, gdpr, data protection, confidential, confidential data
    latency: response time, inference speed, low latency, latencies, sub 100ms
    load: traffic, request volume, request volumes, user load, user loads, traffic spike, traffic
        spikes, requests per second, qps, rps
    missing: incomplete, missing value, missing values, missing data, null values, imputation
    drift: concept drift, data drift, model drift, covariate shift, distribution shift, dataset shift
    monitoring: observability, observe, telemetry, monitored, monitor
    abtest: a b test, a b testing, split test, split testing, online experiment, ab testing
    cicd: ci cd, continuous integration, continuous delivery, continuous deployment
    hyperparameter: hyper parameter, hyper parameters, hyperparameters, hyperparameter tuning
    holdout: hold out, train test split, test split
    cross validation: k fold, kfold, cross validate, cross validating
    attention: self attention, multi head attention, attention mechanism, attention mechanisms
    recommendation: recommender, recommenders, recommend, recommending, personalization, personalized
    fraud: fraudulent, fraud detection
    retrain: retraining, model update, model updates
    cost: budget, expense, expenses, costs, spending
    rollback: roll back, rolling back, revert, reversion
    compression: compress, compressed, smaller model
    growth: scale horizontally, horizontal scaling, horizontally, scale out, data volume, data volumes,
        amount of data, amounts of data, volume of data, volumes of data, number of users, data growth,
        more users, user growth
    big data: large scale data, large datasets, large dataset, massive data, do not fit in memory,
        petabytes, larger than memory, out of core
    ingestion: ingest, ingesting, data ingestion, ingestion rate, ingestion rates
    data quality: data integrity, data reliability, quality of data, data validation, data cleaning
    balance: trade off, trade offs, tradeoff, tradeoffs, balancing
    resource: resource usage, resource utilization, resource consumption
    multiple models: multi model, several models, different models, multiple machine learning models
    serving: model serving, inference server, serve, served, model server
    cache: caching, cached, caches
    overfitting: overfit, over fitting, overfits
    normalization: normalisation, normalize, normalise, normalizing
    ecommerce: e commerce, online shop, online store, retail
    url shortener: url shortening, short url, tinyurl, link shortener, shorten url
    rate limit: rate limiting, rate limiter, throttling, throttle
    load balancing: load balancer, load balancers, load balance
    deadlock: dead lock, deadlocks
    thread: threads, multithreading, multi threading, threading, multithreaded
    concurrency: concurrent, concurrently
    asynchronous: async, asynchronously, asyncio
    garbage collection: garbage collector, gc
    unit test: unit tests, unit testing
    sql injection: sqli
    xss: cross site scripting
    csrf: cross site request forgery
    sso: single sign on
    authentication: authenticate, authn, login, log in, sign in
    authorization: authorize, authorise, authorisation, authz, access control, permissions
    kubernetes: k8s
    javascript: js, ecmascript
    typescript: ts
    database: db, databases, datastore
    llm: large language model, llms, large language models
    nlp: natural language processing
    ner: named entity recognition
    nas: neural architecture search
    rag: retrieval augmented generation
    rl: reinforcement learning
    cnn: convolutional neural network, cnns, convnet, convnets, convolutional neural networks
    rnn: recurrent neural network, rnns, recurrent neural networks
    gan: generative adversarial network, gans
    pca: principal component analysis
    svm: support vector machine, svms
    knn: k nearest neighbor, nearest neighbors, nearest neighbours
    lru: least recently used
    bfs: breadth first search
    dfs: depth first search
    bst: binary search tree
    cdn: content delivery network
    dns: domain name system
    oop: object oriented programming, object orientation
    tdd: test driven development
    dependency injection: di, inversion of control
    version control: git, source control, vcs
    etl: extract transform load, elt
    point in time: pit, time travel
    real time: realtime
    e mail: email, emails
    gpu: graphics processing unit, gpus
    linked list: linked lists, linkedlist
    hash table: hash map, hashmap, hash tables, hashtable
    big o: time complexity, complexity analysis, runtime complexity
    machine learning: ml
    neural network: neural net, neural nets, nn
    stakeholder: stakeholders, non technical audience
    conflict: disagreement, disagreed, disagree, difficult team member, difficult colleague
    deadline: deadlines, time pressure
    failure: failed, fail, mistake, setback
"""


def _phrases(table: str) -> dict[str, str]:
    """Each phrase and what it becomes. A line that is indented further goes on."""
    found: dict[str, str] = {}
    for line in table.replace("\n        ", " ").strip().splitlines():
        meaning, phrases = line.split(":")
        found |= dict.fromkeys((phrase.strip() for phrase in phrases.split(",")), meaning.strip())
    return found


SAME_THING = _phrases(_SAME_THING)
