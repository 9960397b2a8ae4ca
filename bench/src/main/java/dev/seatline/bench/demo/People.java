package dev.seatline.bench.demo;

import java.util.random.RandomGenerator;

/// Invented names and badge numbers.
final class People {
    private static final String[] FAMILY = {
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕"
    };
    private static final String[] GIVEN = {
        "静", "敏", "丽", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "桂英", "文静", "晓燕", "建华", "志强",
        "雨欣", "思远", "佳怡", "梓涵", "浩然", "欣怡", "子轩", "若曦", "诗涵", "嘉豪", "晓东", "海燕", "秀兰", "美玲", "俊杰"
    };

    private People() {}

    static String name(RandomGenerator random) {
        return FAMILY[random.nextInt(FAMILY.length)] + GIVEN[random.nextInt(GIVEN.length)];
    }

    /// A badge number as an ISO 14443 reader prints it: four bytes in hex.
    static String badge(RandomGenerator random) {
        return "%08X".formatted(random.nextInt());
    }
}
